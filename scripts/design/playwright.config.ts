import { defineConfig } from "@playwright/test";
import { findChromium } from "../setup/chromium.mjs";

const chromium = findChromium();

/** npm run screenshots -- design: the pictures of docs/design.md, from the real interface over made-up data. */
export default defineConfig({
  testDir: ".",
  testMatch: "pictures.ts",
  outputDir: "../../test-results/pictures",
  reporter: "list",
  workers: 1,
  use: { launchOptions: { ...(chromium === undefined ? {} : { executablePath: chromium }), args: ["--no-sandbox"] } },
});
