import { describe, expect, it } from "vitest";
import { newId } from "../../../shared/ids";
import type { FileChange } from "../../core/recording-ports";
import type { DriverName } from "../keeper";
import { laneRecord, mib, type TestStore, useStore } from "./fixture";

export function fileChangesContract(driver: DriverName): void {
  describe("what differs in the files", () => {
    const stores = useStore(driver, { initialBytes: 1024 * mib, maximumBytes: 1024 * mib });

    it("of two versions is what was added, changed and removed, ordered by path, and nothing else", async () => {
      const test = stores.current;
      const lane = await test.lane();
      await fill(test, lane);
      const before = await test.version(lane);
      const script = `
        echo new > added; mkdir -p deep/er; echo deep > deep/er/file
        echo longer-than-before > changed; printf EQUAL > equal-size
        touch touched; cp -p replaced-by-like r; mv r replaced-by-like
        rm removed; rm -r folder-removed
        mv folder-moved folder-now
        rm -r plugin; mkdir plugin; echo same > plugin/same; echo 2 > plugin/version; echo new > plugin/new
        rm file-to-folder; mkdir file-to-folder; echo x > file-to-folder/x
        ln -sfn other link; chmod 600 mode-only
        ln kept hard-link; echo tiny >> "$(printf 'n\\303\\244me \\nx')"
        echo noise > ../db/noise; echo noise > ../mail/noise`;
      await inHtml(test, lane, script);
      const after = await test.version(lane);
      const expected = {
        added: ["added", "deep/er/file", "file-to-folder/x", "folder-now/inside", "hard-link", "plugin/new"],
        changed: ["changed", "equal-size", "link", "näme \nx", "plugin/version"],
        removed: [
          "file-to-folder",
          "folder-moved/inside",
          "folder-removed/a",
          "folder-removed/b/c",
          "plugin/old",
          "removed",
        ],
      };
      const { files, more } = await test.store.files.changes(before, after, 1000, test.signal);
      expect(byChange(files)).toEqual(expected);
      expect(more).toBe(0);
      expect(files.map(({ path }) => path)).toEqual(files.map(({ path }) => path).toSorted());
      expect(files.find(({ path }) => path === "changed")).toMatchObject({ bytes: 19, bytesBefore: 7 });
      expect(files.find(({ path }) => path === "removed")).toMatchObject({ bytes: 8, bytesBefore: 8 });
      expect(files.find(({ path }) => path === "added")).toMatchObject({ bytes: 4, bytesBefore: 0 });
      const back = await test.store.files.changes(after, before, 1000, test.signal);
      expect(byChange(back.files)).toEqual({ ...expected, added: expected.removed, removed: expected.added });
      const few = await test.store.files.changes(before, after, 3, test.signal);
      expect(few.files).toEqual(files.slice(0, 3));
      expect(few.more).toBe(files.length - 3);
      // A lane is compared as it is now, whatever it was cloned from.
      const live = await test.store.files.changes(before, lane, 1000, test.signal);
      expect(live.files).toEqual(files);
    });

    it("is the same when the lane and the versions between are gone, and across branches", async () => {
      const test = stores.current;
      const lane = await test.lane();
      await fill(test, lane);
      const first = await test.version(lane);
      await inHtml(test, lane, "echo second > second");
      const second = await test.version(lane);
      const left = await branch(test, first);
      const right = await branch(test, second);
      await inHtml(test, left, "echo left > left; echo same > both; rm removed");
      await inHtml(test, right, "echo right > right; echo same > both; echo longer-on-the-right > changed");
      const [one, other] = [await test.version(left), await test.version(right)];
      const differing = {
        added: ["removed", "right", "second"],
        changed: ["changed"],
        removed: ["left"],
      };
      const look = async () => byChange((await test.store.files.changes(one, other, 100, test.signal)).files);
      expect(await look()).toEqual(differing);
      for (const id of [lane, first, second, left, right]) await test.store.retire(id, test.signal);
      await test.store.sweep(test.signal);
      expect(await look()).toEqual(differing);
      const unrelated = await test.lane();
      await inHtml(test, unrelated, "echo changed-it > changed; echo same > both");
      const all = byChange((await test.store.files.changes(unrelated, other, 100, test.signal)).files);
      expect(all.changed).toEqual(["changed"]);
      expect(all.removed).toEqual([]);
      expect(all.added).not.toContain("both");
      expect(all.added).toContain("plugin/same");
    });

    it("is what comparing everything finds, whatever was done between, in either direction", async () => {
      const test = stores.current;
      const [lane, other] = [await test.lane(), await test.lane()];
      const versions: string[] = [];
      for (let round = 0; round < 8; round++) {
        await test.run("python3", "-c", scribble, `/store/live/${lane}/tree/html`, String(round));
        versions.push(await test.version(lane));
        if (round === 3) versions.push(await branch(test, versions[1] ?? lane), await test.version(other));
        // The branch goes its own way meanwhile.
        const own = versions[4];
        if (own !== undefined) await test.run("python3", "-c", scribble, `/store/live/${own}/tree/html`, `${round}+`);
      }
      await test.store.retire(lane, test.signal);
      for (let pair = 0; pair < 16; pair++) {
        const [before, after] = [versions[(pair * 3) % versions.length], versions[(pair * 7 + 2) % versions.length]];
        if (before === undefined || after === undefined) throw new Error("no such version");
        const trees = [before, after].map((id) => `/store/live/${id}/tree/html`);
        const truth = JSON.parse(await test.run("python3", "-c", compareAll, ...trees)) as unknown;
        const { files } = await test.store.files.changes(before, after, 100_000, test.signal);
        expect(files.map(({ path, change, bytes, bytesBefore }) => [path, change, bytes, bytesBefore])).toEqual(truth);
      }
    });

    it("costs what changed, where the file system knows it", async () => {
      const test = stores.current;
      const lane = await test.lane();
      await inHtml(
        test,
        lane,
        'for d in $(seq 100); do mkdir $d; for f in $(seq 100); do echo "$d $f" > $d/$f; done; done',
      );
      const before = await test.version(lane);
      await inHtml(test, lane, "for d in $(seq 10); do echo changed > $d/50; done; rm 20/20; echo new > 30/new");
      const after = await test.version(lane);
      const started = performance.now();
      const { files } = await test.store.files.changes(before, after, 100, test.signal);
      const took = performance.now() - started;
      console.log(`${driver}: 12 changes among 10,000 files: ${took.toFixed(0)} ms`);
      expect(files).toHaveLength(12);
      if (driver === "btrfs") expect(took).toBeLessThan(1500);
    });

    it("shows beginnings of the files that are there, never through a link", async () => {
      const test = stores.current;
      const lane = await test.lane();
      await inHtml(
        test,
        lane,
        "printf 'Plugin Name: Ä' > a.php; printf '\\377' > b; head -c 20000 /dev/zero | tr '\\0' x > c; ln -s /store/instance.json d",
      );
      const heads = await test.store.files.heads(lane, ["a.php", "b", "c", "d", "e", "../about.json"], test.signal);
      expect([...heads.keys()].sort()).toEqual(["a.php", "b", "c"]);
      expect(heads.get("a.php")).toBe("Plugin Name: Ä");
      expect(heads.get("b")).toBe("ÿ");
      expect(heads.get("c")).toHaveLength(8192);
    });
  });
}

const inHtml = (test: TestStore, lane: string, script: string) =>
  test.run("sh", "-ec", `cd /store/live/${lane}/tree/html; ${script}`);

/** Files of every kind; their times lie in the past, as those of a site that was made long ago. */
async function fill(test: TestStore, lane: string): Promise<void> {
  const script = `
    echo before > changed; printf equal > equal-size; echo t > touched; echo like > replaced-by-like
    echo removed > removed; mkdir -p folder-removed/b; echo a > folder-removed/a; echo c > folder-removed/b/c
    mkdir folder-moved; echo inside > folder-moved/inside
    mkdir plugin; echo same > plugin/same; echo 1 > plugin/version; echo old > plugin/old
    echo f > file-to-folder; ln -s target link; echo m > mode-only; echo kept > kept
    echo name > "$(printf 'n\\303\\244me \\nx')"; echo still > still
    find . -type f -exec touch -d 2026-01-01 {} +`;
  await inHtml(test, lane, script);
}

/** Random work on the files of a folder. */
const scribble = `
import os, random, shutil, sys
os.chdir(sys.argv[1]); random.seed(sys.argv[2])
name = lambda: random.choice("abcdefgh")
def path():
    return "/".join(name() for _ in range(random.randint(1, 3)))
for _ in range(60):
    one, other = path(), path()
    try:
        what = random.randrange(9)
        if what < 3:
            os.makedirs(os.path.dirname(one) or ".", exist_ok=True)
            with open(one, "wb") as out: out.write(random.choice([b"", b"same", os.urandom(random.choice([4, 3000, 70000]))]))
        elif what == 3: os.unlink(one)
        elif what == 4: shutil.rmtree(one)
        elif what == 5: os.rename(one, other)
        elif what == 6: os.link(one, other)
        elif what == 7: os.symlink(name(), one)
        else:
            with open(one, "r+b") as out:
                out.seek(1); out.write(os.urandom(1))
    except OSError: pass
`;

/** The truth, by reading everything. */
const compareAll = `
import json, os, sys
def files(top):
    found = {}
    for folder, _, names in os.walk(top):
        for name in os.listdir(folder):
            path = os.path.join(folder, name)
            if os.path.islink(path): found[os.path.relpath(path, top)] = ("link", os.readlink(path))
            elif os.path.isfile(path): found[os.path.relpath(path, top)] = ("file", open(path, "rb").read())
    return found
old, new = files(sys.argv[1]), files(sys.argv[2])
answer = []
for path in sorted(old.keys() | new.keys()):
    if old.get(path) != new.get(path):
        before, after = [len(tree[path][1]) if path in tree else None for tree in (old, new)]
        kind = "added" if before is None else "removed" if after is None else "changed"
        answer.append([path, kind, before if after is None else after, before or 0])
print(json.dumps(answer))
`;

async function branch(test: TestStore, from: string): Promise<string> {
  const id = newId("l");
  await test.store.clone(from, id, "writable", test.signal);
  await test.store.publish(id, { kind: "lane", lane: laneRecord(id, { number: 2 }) }, test.signal);
  return id;
}

function byChange(files: readonly FileChange[]): Record<FileChange["change"], readonly string[]> {
  const of = (change: FileChange["change"]) => files.filter((file) => file.change === change).map(({ path }) => path);
  return { added: of("added"), changed: of("changed"), removed: of("removed") };
}
