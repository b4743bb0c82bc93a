import type { Risk } from "../../../shared/model/site";
import { figure } from "../../ui/figure";
import { roleName } from "./roles";

/** What a version is called that was taken just before something its site was about to do. */
export function riskWords({ deed, subject, from, to, count }: Risk): string {
  const many = count !== null && count > 1 ? count : null;
  const it = (one: string, several: string) =>
    many !== null ? `${figure(many)} ${several}` : subject === "" ? one : subject;
  const releases =
    many !== null ? "" : from !== null && to !== null ? ` ${from} to ${to}` : to !== null ? ` to ${to}` : "";
  switch (deed) {
    case "core-update":
      return `Before updating WordPress${releases}`;
    case "plugin-install":
      return `Before installing ${it("a plugin", "plugins")}`;
    case "plugin-update":
      return `Before updating ${it("a plugin", "plugins")}${releases}`;
    case "plugin-activate":
      return `Before activating ${it("a plugin", "plugins")}`;
    case "plugin-deactivate":
      return `Before deactivating ${it("a plugin", "plugins")}`;
    case "plugin-delete":
      return `Before deleting ${it("a plugin", "plugins")}`;
    case "theme-install":
      return `Before installing ${it("a theme", "themes")}`;
    case "theme-update":
      return `Before updating ${it("a theme", "themes")}${releases}`;
    case "theme-switch":
      return subject === "" ? "Before switching the theme" : `Before switching the theme to ${subject}`;
    case "theme-delete":
      return `Before deleting ${it("a theme", "themes")}`;
    case "code-edit":
      return subject === "" ? "Before editing code" : `Before editing ${subject}`;
    case "import":
      return subject === "" ? "Before an import" : `Before importing ${subject}`;
    case "bulk-delete":
      return many === null
        ? "Before deleting"
        : `Before deleting ${figure(many)} ${subject === "" ? "items" : subject}`;
    case "role-change": {
      const whose = it("a person", "people");
      return to === null
        ? `Before changing the role of ${whose}`
        : `Before changing the role of ${whose} to ${roleName(to)}`;
    }
    case "database-import":
      return subject === "" ? "Before a database import" : `Before importing the database ${subject}`;
  }
}
