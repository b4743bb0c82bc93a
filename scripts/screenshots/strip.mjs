import { readFileSync } from "node:fs";

const font = readFileSync(new URL("../../assets/fonts/inter-latin-wght-normal.woff2", import.meta.url)).toString(
  "base64",
);

const themes = {
  light: { ground: "#ffffff", ink: "#1d2a30", soft: "#5b6a70", edge: "#d5dde0", accent: "#006885" },
  dark: { ground: "#0d1117", ink: "#e6edf0", soft: "#9aa7ad", edge: "#2b353b", accent: "#63c7de" },
};
const frameWidth = 560;

/** Puts frames side by side, three in a row, each with its number and caption, and a ring where the click goes. */
export async function composeStrip(browser, frames, theme, path) {
  const page = await browser.newPage({ viewport: { width: 1780, height: 900 }, deviceScaleFactor: 1 });
  await page.setContent(markup(frames, themes[theme]));
  await page.evaluate(async () => {
    await Promise.all([...document.images].map((image) => image.decode()));
    await document.fonts.ready;
  });
  await page.locator("main").screenshot({ path });
  await page.close();
}

function markup(frames, { ground, ink, soft, edge, accent }) {
  return `<style>
    @font-face { font-family: Inter; font-weight: 100 900; src: url(data:font/woff2;base64,${font}); }
    body { margin: 0; background: ${ground}; font: 17px/24px Inter, system-ui, sans-serif; color: ${ink}; }
    main { display: grid; grid-template-columns: repeat(3, ${frameWidth}px); gap: 34px 34px; padding: 16px; width: fit-content; }
    figure { margin: 0; }
    .frame { position: relative; }
    img { display: block; width: 100%; border-radius: 8px; box-shadow: 0 0 0 1px ${edge}; }
    figcaption { display: flex; gap: 10px; margin-top: 12px; }
    b { color: ${soft}; font-variant-numeric: tabular-nums; }
    i { position: absolute; border: 3px solid ${accent}; border-radius: 10px; }
  </style><main>${frames.map(figure).join("")}</main>`;
}

function figure({ caption, picture, box }, index) {
  const scale = frameWidth / 1120;
  const around = 7;
  const ring =
    box === null
      ? ""
      : `<i style="left:${box.x * scale - around}px;top:${box.y * scale - around}px;width:${box.width * scale + around}px;height:${box.height * scale + around}px"></i>`;
  return `<figure><div class="frame"><img src="data:image/jpeg;base64,${picture.toString("base64")}">${ring}</div><figcaption><b>${index + 1}</b>${caption}</figcaption></figure>`;
}
