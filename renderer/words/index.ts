export { words } from "./en/index";
