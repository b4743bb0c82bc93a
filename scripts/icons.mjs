// node scripts/node24.mjs scripts/icons.mjs: draws assets/icons/*.svg at every size the three systems ask for. By hand, after a change to the mark.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { IconIcns, IconIco } from "@shockpkg/icon-encoder";
import { linuxSizes, macImages, macInset, sourceFor, windowsSizes } from "./icons/sizes.mjs";
import { findChromium } from "./setup/chromium.mjs";

const folder = fileURLToPath(new URL("../assets/icons/", import.meta.url));
const svg = (name) => `data:image/svg+xml;base64,${readFileSync(join(folder, name)).toString("base64")}`;

/** The mark at one size as a PNG. On macOS the tile stands in a margin, with the shadow every icon there has. */
async function draw(page, size, { mac = false } = {}) {
  const { inset, radius, scaled, shadow } = mac
    ? macInset(size)
    : { inset: 0, radius: 0, scaled: true, shadow: "none" };
  const image = scaled
    ? `left:${inset}px;top:${inset}px;width:${size - 2 * inset}px;filter:${shadow}`
    : `left:0;top:0;width:${size}px;clip-path:inset(${inset}px round ${radius}px)`;
  await page.setViewportSize({ width: Math.max(size, 16), height: Math.max(size, 16) });
  await page.setContent(
    `<style>html,body{margin:0;background:transparent}</style><img style="position:absolute;${image}" src="${svg(sourceFor(size))}">`,
  );
  return page.screenshot({ omitBackground: true, clip: { x: 0, y: 0, width: size, height: size } });
}

async function drawWindows(page) {
  const icon = new IconIco();
  // Pictures inside Windows' own installer have to be bitmaps; the encoder keeps 256 as a PNG, as Windows itself does.
  for (const size of windowsSizes) await icon.addFromPng(await draw(page, size), null);
  writeFileSync(join(folder, "icon.ico"), icon.encode());
}

async function drawMac(page) {
  const icon = new IconIcns();
  icon.toc = true;
  for (const { type, size } of macImages) await icon.addFromPng(await draw(page, size, { mac: true }), [type]);
  writeFileSync(join(folder, "icon.icns"), icon.encode());
}

async function drawLinux(page) {
  const linux = join(folder, "linux");
  rmSync(linux, { recursive: true, force: true });
  mkdirSync(linux, { recursive: true });
  for (const size of linuxSizes) writeFileSync(join(linux, `${size}x${size}.png`), await draw(page, size));
}

const browser = await chromium.launch({
  executablePath: findChromium(),
  args: ["--no-sandbox", "--force-color-profile=srgb"],
});
try {
  const page = await browser.newPage({ deviceScaleFactor: 1 });
  await drawWindows(page);
  await drawMac(page);
  await drawLinux(page);
} finally {
  await browser.close();
}
