import { describe, expect, it } from "vitest";
import type { FileChange, FileChanges } from "../core/recording-ports";
import { createFileGroups } from "./file-groups-of";

const one: FileChange = { path: "wp-content/uploads/a.jpg", change: "added", bytes: 7, bytesBefore: 0 };
const signal = new AbortController().signal;

/** Answers when told to. */
function slowFiles(files: readonly FileChange[] = [one], more = 0) {
  const asked: { readonly pair: string; answer(): void; fail(): void; readonly signal: AbortSignal }[] = [];
  const heads: (readonly string[])[] = [];
  const port: FileChanges = {
    changes: (before, after, _, during) =>
      new Promise((resolve, reject) => {
        during.addEventListener("abort", () => reject(during.reason));
        asked.push({
          pair: `${before} ${after}`,
          answer: () => resolve({ files, more }),
          fail: () => reject(new Error("gone")),
          signal: during,
        });
      }),
    heads: async (_, paths) => {
      heads.push(paths);
      return new Map();
    },
  };
  return { port, asked, heads };
}

describe("groups of files between volumes", () => {
  it("are made once for all who ask at once, and remembered for versions", async () => {
    const { port, asked, heads } = slowFiles();
    const groups = createFileGroups(port);
    const both = [groups.group("v1", "v2", signal), groups.group("v1", "v2", signal)];
    asked[0]?.answer();
    const [first, second] = await Promise.all(both);
    expect(first).toBe(second);
    expect(first).toMatchObject([{ kind: "uploads", added: 1, bytes: 7 }]);
    expect(await groups.group("v1", "v2", signal)).toBe(first);
    expect(asked).toHaveLength(1);
    // Nobody's name has to be looked up for a picture.
    expect(heads).toEqual([]);
  });

  it("are made anew for a lane after some seconds: it goes on", async () => {
    const { port, asked } = slowFiles();
    let now = 0;
    const groups = createFileGroups(port, () => now);
    const ask = async () => {
      const asking = groups.group("v1", "l1", signal);
      asked.at(-1)?.answer();
      await asking;
    };
    await ask();
    now = 4999;
    await ask();
    expect(asked).toHaveLength(1);
    now = 5001;
    await ask();
    expect(asked).toHaveLength(2);
  });

  it("go on while anybody waits, and break off with the last", async () => {
    const { port, asked } = slowFiles();
    const groups = createFileGroups(port);
    const [one, other] = [new AbortController(), new AbortController()];
    const first = groups.group("v1", "v2", one.signal);
    const second = groups.group("v1", "v2", other.signal);
    one.abort();
    await expect(first).rejects.toThrow("aborted");
    expect(asked[0]?.signal.aborted).toBe(false);
    other.abort();
    await expect(second).rejects.toThrow("aborted");
    expect(asked[0]?.signal.aborted).toBe(true);
    const again = groups.group("v1", "v2", signal);
    asked[1]?.answer();
    await expect(again).resolves.toHaveLength(1);
  });

  it("are asked for again after a failure", async () => {
    const { port, asked } = slowFiles();
    const groups = createFileGroups(port);
    const failing = groups.group("v1", "v2", signal);
    asked[0]?.fail();
    await expect(failing).rejects.toThrow("gone");
    const again = groups.group("v1", "v2", signal);
    asked[1]?.answer();
    await expect(again).resolves.toHaveLength(1);
  });

  it("count what was too much to look at", async () => {
    const { port, asked } = slowFiles([one], 12);
    const asking = createFileGroups(port).group("v1", "v2", signal);
    asked[0]?.answer();
    expect(await asking).toMatchObject([{ kind: "uploads" }, { kind: "other", changed: 12, files: [] }]);
  });

  it("are remembered for so many pairs only", async () => {
    const { port, asked } = slowFiles();
    const groups = createFileGroups(port);
    for (let number = 0; number <= 300; number++) {
      const asking = groups.group("v0", `v${number + 1}`, signal);
      asked.at(-1)?.answer();
      await asking;
    }
    await groups.group("v0", "v301", signal);
    expect(asked).toHaveLength(301);
    const forgotten = groups.group("v0", "v1", signal);
    asked.at(-1)?.answer();
    await forgotten;
    expect(asked).toHaveLength(302);
  });
});
