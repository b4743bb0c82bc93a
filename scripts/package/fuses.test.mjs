import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Ways of using the app's own program as Node, which its fuses forbid in a packed app. They would work until the day it is packed. */
const asNode = /\b(spawn|execFile|fork|exec)\([^)]*process\.execPath|\bfork\(|ELECTRON_RUN_AS_NODE|NODE_OPTIONS/;

describe("the main process", () => {
  it("never starts the app's own program as Node", () => {
    const files = globSync("electron/**/*.ts", { cwd: root }).filter(
      (path) => !/\.test\.ts$|testing|fixtures/.test(path),
    );
    expect(files.length).toBeGreaterThan(100);
    expect(files.filter((path) => asNode.test(readFileSync(root + path, "utf8")))).toEqual([]);
  });
});
