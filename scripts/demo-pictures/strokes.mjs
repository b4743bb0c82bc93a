/** The few colours and shapes all pictures of the demo's magazine are made of, as SVG. */
export const width = 1200;
export const height = 800;

export const ink = "#16303a";
export const petrol = "#1f5566";
export const sea = "#4c8492";
export const foam = "#a9c8c6";
export const mist = "#dfe8e4";
export const paper = "#f4efe4";
export const sand = "#e6d5b8";
export const ochre = "#d8a24a";
export const rust = "#bd5d3a";
export const moss = "#6c7f5a";

/** Numbers from 0 to 1 that look random and are the same every time. */
export function dice(seed) {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

export const times = (count, draw) => Array.from({ length: count }, (_, index) => draw(index)).join("");
export const ground = (color) => `<rect width="${width}" height="${height}" fill="${color}"/>`;
export const disc = (x, y, r, fill, more = "") => `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}" ${more}/>`;
export const box = (x, y, w, h, fill, more = "") =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${fill}" ${more}/>`;
export const line = (d, stroke, w = 4, more = "") =>
  `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${w}" stroke-linecap="round" stroke-linejoin="round" ${more}/>`;
export const shape = (d, fill, more = "") => `<path d="${d}" fill="${fill}" ${more}/>`;

/** A quiet curve from edge to edge: the sum of two waves around `y`. */
export function swell(y, rise, length, phase) {
  const points = [];
  for (let x = -20; x <= width + 20; x += 20) {
    const at = y + rise * Math.sin(x / length + phase) + rise * 0.45 * Math.sin(x / (length * 0.43) + phase * 2.3);
    points.push(`${x} ${at.toFixed(1)}`);
  }
  return `M${points.join("L")}`;
}

/** The same, filled down to the lower edge. */
export const land = (y, rise, length, phase, fill) =>
  shape(`${swell(y, rise, length, phase)}L${width + 20} ${height + 20}L-20 ${height + 20}Z`, fill);

export const mix = (from, to, share) => {
  const parts = (color) => [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  const [a, b] = [parts(from), parts(to)];
  const mixed = a.map((value, index) => Math.round(value + (b[index] - value) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
};
