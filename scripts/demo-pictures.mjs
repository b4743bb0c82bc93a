// node scripts/node24.mjs scripts/demo-pictures.mjs: draws the pictures of the demo's magazine into assets/demo/pictures.
import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { kitchen } from "./demo-pictures/kitchen.mjs";
import { letters } from "./demo-pictures/letters.mjs";
import { shore } from "./demo-pictures/shore.mjs";
import { height, width } from "./demo-pictures/strokes.mjs";
import { walks } from "./demo-pictures/walks.mjs";
import { workshop } from "./demo-pictures/workshop.mjs";
import { findChromium } from "./setup/chromium.mjs";

const target = fileURLToPath(new URL("../assets/demo/pictures/", import.meta.url));
const pictures = { ...shore, ...kitchen, ...workshop, ...walks, ...letters };

mkdirSync(target, { recursive: true });
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});
const page = await browser.newPage({ viewport: { width, height } });
let bytes = 0;
for (const [name, draw] of Object.entries(pictures)) {
  await page.setContent(
    `<body style="margin:0"><svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" style="display:block">${draw()}</svg>`,
  );
  const path = join(target, `${name}.jpg`);
  await page.screenshot({ path, type: "jpeg", quality: 78 });
  bytes += statSync(path).size;
}
await browser.close();
console.log(`${Object.keys(pictures).length} pictures, ${Math.round(bytes / 1024)} KB`);
