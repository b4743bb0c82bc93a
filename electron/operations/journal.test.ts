import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { newEntry, withStep } from "./entry";
import { openFileJournal } from "./journal";
import { definitionOf, siteA, step } from "./testing";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tidemark-journal-"));
});
afterEach(() => rm(folder, { recursive: true }));

const id = "o00000000001";
const entry = newEntry(
  definitionOf([step("one", { commit: true })]),
  id,
  { siteId: siteA, notes: ["'; rm -rf / --"] },
  new Date(),
);

describe("the journal in a folder", () => {
  it("gives back what was written last, and nothing once removed", async () => {
    const journal = await openFileJournal(folder);
    await journal.write(entry);
    const next = withStep(entry, "one", { state: "running" });
    await journal.write(next);
    expect(await journal.readAll()).toEqual({ entries: [next], unreadable: [] });
    await journal.remove(id);
    await journal.remove(id);
    expect(await readdir(folder)).toEqual([]);
  });

  it("keeps its entries from other accounts: a state may hold a password", async () => {
    const journal = await openFileJournal(folder);
    await journal.write(entry);
    expect((await stat(join(folder, `${id}.json`))).mode & 0o077).toBe(0);
  });

  it("leaves an entry it can't read where it is and says so; drops what a crash left of a write", async () => {
    const journal = await openFileJournal(folder);
    await writeFile(join(folder, "o00000000002.json"), "{ half");
    await writeFile(join(folder, "o00000000003.json.ab12.tmp"), "{ half");
    const { entries, unreadable } = await journal.readAll();
    expect(entries).toEqual([]);
    expect(unreadable).toMatchObject([{ path: join(folder, "o00000000002.json") }]);
    expect(await readFile(join(folder, "o00000000002.json"), "utf8")).toBe("{ half");
    expect(await readdir(folder)).toHaveLength(1);
  });

  it("refuses an id that is not one: it is a file name", async () => {
    const journal = await openFileJournal(folder);
    await expect(journal.remove("../instance")).rejects.toThrow();
  });
});
