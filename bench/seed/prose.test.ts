import { zstdCompressSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { newRandom, paragraph, vocabulary } from "./prose";

describe("prose", () => {
  const random = newRandom(1);
  const words = vocabulary(random, 4000);
  const text = Array.from({ length: 2000 }, () => paragraph(random, words, 600)).join("\n");

  it("is the same in every run", () => {
    expect(vocabulary(newRandom(7), 50)).toEqual(vocabulary(newRandom(7), 50));
  });

  it("packs like prose, neither like noise nor like one line repeated", () => {
    const ratio = text.length / zstdCompressSync(text).length;
    expect(ratio).toBeGreaterThan(2);
    expect(ratio).toBeLessThan(3.5);
  });

  it("can stand between SQL quotes", () => {
    expect(text).not.toMatch(/['"\\\0]/);
  });
});
