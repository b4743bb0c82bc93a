/** The tokens' colours as screens show them, and how well one can be told from another. Pure. */

/** Each theme's tokens with a colour, as `{ l, c, h, alpha }`. The dark theme has the light one's where it says nothing. */
export function readThemes(css) {
  const [light, dark] = [blockAfter(css, ":root {"), blockAfter(css, '[data-theme="dark"] {')].map(coloursIn);
  return { light, dark: { ...light, ...dark } };
}

function blockAfter(css, start) {
  const from = css.indexOf(start) + start.length;
  return css.slice(from, css.indexOf("\n}", from));
}

function coloursIn(block) {
  const pattern = /--([\w-]+):\s*(oklch\([^)]*\));/g;
  return Object.fromEntries([...block.matchAll(pattern)].map(([, name, value]) => [name, readColour(value)]));
}

export function readColour(text) {
  if (text === "#fff") return { l: 1, c: 0, h: 0, alpha: 1 };
  const [, l, c, h, alpha] = /^oklch\(([\d.]+) ([\d.]+) ([\d.]+)(?: \/ ([\d.]+))?\)$/.exec(text) ?? [];
  if (l === undefined) throw new Error(`not a colour as the tokens write them: ${text}`);
  return { l: Number(l), c: Number(c), h: Number(h), alpha: alpha === undefined ? 1 : Number(alpha) };
}

/** OKLCH to linear sRGB (Björn Ottosson's matrices), each part held to what a screen has. */
function toLinear({ l, c, h }) {
  const [a, b] = [c * Math.cos((h * Math.PI) / 180), c * Math.sin((h * Math.PI) / 180)];
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const middle = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short,
  ].map((part) => Math.min(1, Math.max(0, part)));
}

const encode = (part) => (part <= 0.0031308 ? 12.92 * part : 1.055 * part ** (1 / 2.4) - 0.055);
const decode = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);

/** What lies on top, painted over the rest as a browser does it: by the encoded parts. */
function paint(layers) {
  return layers
    .map((layer) => ({ parts: toLinear(layer).map(encode), alpha: layer.alpha }))
    .reduce((below, { parts, alpha }) => ({
      parts: parts.map((part, index) => part * alpha + below.parts[index] * (1 - alpha)),
      alpha: 1,
    })).parts;
}

function luminance(parts) {
  const [red, green, blue] = parts.map((part) => decode(Math.round(part * 255) / 255));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2's contrast, 1 to 21, of a colour on layers, the lowest first. */
export function contrast(colour, ground) {
  const [one, other] = [luminance(paint([...ground, colour])), luminance(paint(ground))].sort((a, b) => b - a);
  return (one + 0.05) / (other + 0.05);
}
