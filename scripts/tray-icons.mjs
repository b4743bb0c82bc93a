// node scripts/node24.mjs scripts/tray-icons.mjs: draws assets/icons/tray/, the mark for the tray and a dot for each state. By hand, after a change to the mark.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { findChromium } from "./setup/chromium.mjs";

const folder = fileURLToPath(new URL("../assets/icons/tray/", import.meta.url));

/** The mark of renderer/ui/favicon.svg, moved so that its upright stands on whole pixels at 16. */
const mark = (colour) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" fill="none" stroke="${colour}" stroke-linecap="round">
    <path stroke-width="1.600" d="M12.800 2v12"/>
    <path stroke-width="1.450" d="M12.600 4.500c-2.200 0-2.900-.6-4.600-.6M12.600 8c-4 0-6-1-10-1M12.600 11.500c-3 0-4.600-1-7.200-1"/>
  </svg>`;
const shape = (inside) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">${inside}</svg>`;

/** Told apart by shape as well as by colour, as in renderer/ui/state-dot.tsx; each stands out on a light and a dark menu. */
const pictures = {
  markTemplate: mark("#000"),
  // Between the light and the dark theme's petrol: 3:1 on both a white and a black bar.
  mark: mark("#1f93b4"),
  running: shape('<circle cx="8" cy="8" r="4" fill="#1f9d6b"/>'),
  failing: shape(
    '<rect x="4.600" y="4.600" width="6.800" height="6.800" rx="1" transform="rotate(45 8 8)" fill="#e0554d"/>',
  ),
  stopped: shape(
    '<rect x="4.750" y="4.750" width="6.500" height="6.500" rx="1.200" fill="none" stroke="#7b8a92" stroke-width="1.500"/>',
  ),
  busy: shape(
    '<circle cx="8" cy="8" r="4" fill="none" stroke="#7b8a92" stroke-width="2"/><path d="M8 4a4 4 0 0 1 4 4" fill="none" stroke="#1f93b4" stroke-width="2"/>',
  ),
};

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: ["--no-sandbox", "--force-color-profile=srgb"],
});
try {
  for (const scale of [1, 2]) {
    const page = await browser.newPage({ deviceScaleFactor: scale, viewport: { width: 16, height: 16 } });
    for (const [name, svg] of Object.entries(pictures)) {
      await page.setContent(
        `<style>html,body{margin:0;background:transparent}svg{display:block;width:16px}</style>${svg}`,
      );
      const picture = await page.screenshot({ omitBackground: true });
      writeFileSync(join(folder, `${name}${scale === 1 ? "" : "@2x"}.png`), picture);
    }
    await page.close();
  }
} finally {
  await browser.close();
}
