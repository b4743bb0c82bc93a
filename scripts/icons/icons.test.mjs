import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { linuxSizes, macImages, sourceFor, windowsSizes } from "./sizes.mjs";

const read = (name) => readFileSync(fileURLToPath(new URL(`../../assets/icons/${name}`, import.meta.url)));

/** The types in an .icns file, in order. */
function icnsTypes(file) {
  const types = [];
  for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4)) types.push(file.toString("latin1", at, at + 4));
  return types;
}

describe("the committed icons", () => {
  it("hold every size Windows asks for", () => {
    const file = read("icon.ico");
    const sizes = Array.from({ length: file.readUInt16LE(4) }, (_, index) => file[6 + index * 16] || 256);
    expect(sizes.sort((a, b) => a - b)).toEqual(windowsSizes);
  });

  it("hold every type macOS asks for", () => {
    const file = read("icon.icns");
    expect(file.toString("latin1", 0, 4)).toBe("icns");
    expect(file.readUInt32BE(4)).toBe(file.length);
    expect(icnsTypes(file)).toEqual(["TOC ", ...macImages.map(({ type }) => type)]);
  });

  it.each(linuxSizes)("are %i pixels wide where Linux expects it", (size) => {
    const file = read(`linux/${size}x${size}.png`);
    expect([file.readUInt32BE(16), file.readUInt32BE(20)]).toEqual([size, size]);
  });

  it("are drawn apart where the large drawing's lines would run together", () => {
    expect([16, 32, 48].map(sourceFor)).toEqual(["icon-16.svg", "icon-32.svg", "icon.svg"]);
  });
});
