import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDataFolder } from "./data-folder";
import { planMove, readPlace, writePlace } from "./data-folder-place";
import { settleDataFolder } from "./move-data-folder";

let root: string;
let usual: string;
let to: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "tidemark-move-"));
  usual = join(root, "usual");
  to = join(root, "other disk", "Tidemark");
  const folder = await openDataFolder(usual, "movedfol");
  await mkdir(join(usual, "exports"));
  await writeFile(join(usual, "exports", "blog.zip"), "the site");
  await writeFile(join(usual, "settings.json"), '{"theme":"dark"}');
  await folder.close();
});
afterEach(() => rm(root, { recursive: true, force: true }));

const settle = (env = {}) => settleDataFolder(env, usual);
const ask = (movingTo: string | null) => writePlace(usual, { ...readPlace(usual), movingTo });

describe("the data folder's place", () => {
  it("is the usual one, or TIDEMARK_HOME, which is never moved", () => {
    expect(settle()).toBe(usual);
    ask(to);
    expect(settle({ TIDEMARK_HOME: "/elsewhere" })).toBe("/elsewhere");
    expect(existsSync(to)).toBe(false);
  });

  it("is moved at the next start: all of it is there, and nothing but the pointer is left", async () => {
    ask(to);
    expect(settle()).toBe(to);
    expect(await readFile(join(to, "exports", "blog.zip"), "utf8")).toBe("the site");
    const opened = await openDataFolder(to);
    expect(opened.instance()).toBe("movedfol");
    await opened.close();
    expect(existsSync(join(usual, "exports"))).toBe(false);
    expect(existsSync(join(usual, "instance.json"))).toBe(false);
    expect(settle()).toBe(to);
  });

  it("can be moved again, and back to where it was", async () => {
    ask(to);
    settle();
    const third = join(root, "third");
    ask(third);
    expect(settle()).toBe(third);
    expect(existsSync(to)).toBe(false);
    const back = planMove(usual, usual);
    ask(back);
    expect(settle()).toBe(back);
    expect(await readFile(join(usual, "data", "settings.json"), "utf8")).toContain("dark");
    expect(existsSync(third)).toBe(false);
  });

  it("stays while another Tidemark has it open, and the wish with it", async () => {
    const other = await openDataFolder(usual);
    ask(to);
    expect(settle()).toBe(usual);
    expect(existsSync(to)).toBe(false);
    await other.close();
    expect(settle()).toBe(to);
  });

  it("stays where the new place has something in it already, whole, and says why", async () => {
    await mkdir(to, { recursive: true });
    await writeFile(join(to, "holiday.jpg"), "mine");
    ask(to);
    expect(settle()).toBe(usual);
    expect(readPlace(usual)).toMatchObject({ movingTo: null, failed: expect.any(String) as string });
    expect(await readFile(join(to, "holiday.jpg"), "utf8")).toBe("mine");
    expect(existsSync(`${to}.moving`)).toBe(false);
    expect(await readFile(join(usual, "exports", "blog.zip"), "utf8")).toBe("the site");
  });

  it("stays where the new place can't be written to", async () => {
    await writeFile(join(root, "a file"), "");
    ask(join(root, "a file", "Tidemark"));
    expect(settle()).toBe(usual);
    expect(readPlace(usual).failed).not.toBeNull();
  });

  it("is moved from the start after a crash while it was copied", async () => {
    await mkdir(`${to}.moving`, { recursive: true });
    await writeFile(join(`${to}.moving`, "half"), "ha");
    ask(to);
    expect(settle()).toBe(to);
    expect(existsSync(join(to, "half"))).toBe(false);
  });

  it("is there after a crash between the copy and the pointer", async () => {
    ask(to);
    settle();
    // As before the pointer was written: both are whole, and the old one is the one.
    await cp(to, usual, { recursive: true });
    writePlace(usual, { folder: usual, movingTo: to, left: null, failed: null });
    expect(settle()).toBe(to);
    expect(existsSync(join(usual, "instance.json"))).toBe(false);
  });

  it("stays where the new place has another Tidemark's data", async () => {
    const other = await openDataFolder(to, "another0");
    await other.close();
    ask(to);
    expect(settle()).toBe(usual);
    const kept = await openDataFolder(to);
    expect(kept.instance()).toBe("another0");
    await kept.close();
  });

  it("is not begun anew, nor moved, from a disk that is not there", async () => {
    ask(to);
    settle();
    await rm(join(root, "other disk"), { recursive: true });
    ask(join(root, "third"));
    expect(settle()).toBe(to);
    expect(existsSync(join(root, "third"))).toBe(false);
  });

  it("has its old place emptied by the next start, after a crash before that was done", async () => {
    ask(to);
    settle();
    await mkdir(join(usual, "logs"));
    writePlace(usual, { ...readPlace(usual), left: usual });
    expect(settle()).toBe(to);
    expect(existsSync(join(usual, "logs"))).toBe(false);
    expect(readPlace(usual).left).toBeNull();
  });

  it("is never begun anew where it was moved to a disk that is not there", async () => {
    ask(to);
    settle();
    await rm(join(root, "other disk"), { recursive: true });
    expect(settle()).toBe(to);
    await expect(openDataFolder(to, undefined, { moved: true })).rejects.toMatchObject({ code: "store-unavailable" });
    expect(existsSync(join(to, "instance.json"))).toBe(false);
  });

  it("is the usual one where the pointer can't be read", async () => {
    await writeFile(join(usual, "place.json"), "{");
    expect(settle()).toBe(usual);
  });

  it.each([
    ["relative/path", "whole path"],
    [() => join(usual, "inside"), "inside"],
    [() => root, "around"],
    [() => join(root, "full"), "not empty"],
    [() => join(root, "file"), "not a folder"],
  ])("is not promised to go to %s", async (place, _why) => {
    await mkdir(join(root, "full"));
    await writeFile(join(root, "full", "x"), "");
    await writeFile(join(root, "file"), "");
    const wanted = typeof place === "string" ? place : place();
    expect(() => planMove(usual, wanted)).toThrow(expect.objectContaining({ code: "refused" }));
  });

  it("may go to a folder that is absent or empty", async () => {
    expect(planMove(usual, `${to}/`)).toBe(to);
    await mkdir(to, { recursive: true });
    expect(planMove(usual, to)).toBe(to);
  });
});
