import { defineConfig } from "@playwright/test";
import { findChromium } from "../scripts/setup/chromium.mjs";
import { findElectron } from "../scripts/test/electron.mjs";
import type { ShellOptions } from "./fixtures/shell";

const chromium = findChromium();

/**
 * `browser` runs everything against the loopback host. `electron` runs what the shell has a part in, in the executable
 * that TIDEMARK_ELECTRON names or the installed runtime; without either there is no such project, and the summary says so.
 */
export default defineConfig<ShellOptions>({
  testDir: "specs",
  outputDir: "../test-results/e2e",
  // `npm run test:e2e -- screens --update-snapshots` makes all of them anew.
  snapshotPathTemplate: "{testDir}/../screens/{arg}{ext}",
  // Every test starts containers; two at a time would measure each other.
  workers: 1,
  timeout: 5 * 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: process.env["CI"] !== undefined,
  use: {
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      ...(chromium !== undefined && { executablePath: chromium }),
      // Chromium has no sandbox for root, as in a container.
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    },
  },
  projects: [
    { name: "browser", testIgnore: "electron-*.spec.ts", use: { shell: "browser" } },
    ...(findElectron() === null
      ? []
      : [
          {
            name: "electron",
            testMatch: ["electron-*.spec.ts", "main-job.spec.ts", "demo.spec.ts"],
            use: { shell: "electron" as const },
          },
        ]),
  ],
});
