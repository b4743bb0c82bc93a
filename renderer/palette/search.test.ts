import { describe, expect, test } from "vitest";
import type { Entry, EntryGroup } from "./entry";
import { piecesOf, searchIn } from "./search";

const nothing = () => undefined;

function entry(group: EntryGroup, key: string, text: string, more: Partial<Entry> = {}): Entry {
  return {
    key,
    group,
    icon: { kind: "site", siteId: key, title: text },
    text,
    note: "",
    also: "",
    run: nothing,
    ...more,
  };
}

const entries = [
  entry("do", "site.take", "Take version", { also: "checkpoint save backup" }),
  entry("do", "app.new-site", "New site", { also: "create add wordpress" }),
  entry("versions", "v3", "Before updating WooCommerce 9.1.4 to 9.2.0", { also: "main Today 14:03:13" }),
  entry("versions", "v2", "Before updating WooCommerce 9.1.4 to 9.2.0", { also: "woo-test Wed 11 Mar, 10:22:10" }),
  entry("versions", "v1", "Before updating Yoast", { also: "main 18 Feb" }),
  entry("branches", "b1", "woo-test"),
  entry("sites", "s1", "Saltmarsh Kitchen"),
  entry("sites", "s2", "Café Größenwahn"),
  entry("sites", "s3", "مطبخ سالتمارش"),
  entry("pages", "page.health", "Health", { also: "status docker report" }),
];
const search = searchIn(entries, []);
const keys = (query: string) => search(query).flatMap(({ found }) => found.map((one) => one.entry.key));
const first = (query: string) => keys(query)[0];

describe("searching", () => {
  test("finds by beginnings of words, in any order, the newest version first", () => {
    expect(keys("before woo").slice(0, 2)).toEqual(["v3", "v2"]);
    expect(keys("woo before").slice(0, 2)).toEqual(["v3", "v2"]);
    expect(keys("before woo")).not.toContain("v1");
  });

  test("finds by letters that are left out, without accents, and in any script", () => {
    expect(first("slt kitch")).toBe("s1");
    expect(first("cafe grossen") ?? first("cafe größen")).toBe("s2");
    expect(first("مطبخ")).toBe("s3");
  });

  test("finds an action by other words for it, behind what has the word in its name", () => {
    expect(first("backup")).toBe("site.take");
    expect(first("docker")).toBe("page.health");
    expect(first("health")).toBe("page.health");
  });

  test("finds a version by its branch", () => {
    expect(keys("woo-test updating")[0]).toBe("v2");
  });

  test("finds nothing where nothing fits", () => {
    expect(search("zzzzqq")).toEqual([]);
  });

  test("marks the letters that fit", () => {
    const [group] = search("kitchen");
    expect(group?.found[0]?.pieces).toEqual([
      { text: "Saltmarsh ", hit: false },
      { text: "Kitchen", hit: true },
    ]);
  });

  test("what was used last comes first among equals", () => {
    const used = searchIn([entry("sites", "a", "Blog one"), entry("sites", "b", "Blog two")], ["b"]);
    expect(used("blog")[0]?.found.map((one) => one.entry.key)).toEqual(["b", "a"]);
  });
});

describe("with nothing typed", () => {
  test("what was used last, what can be done, sites and pages; each once", () => {
    const groups = searchIn(entries, ["s2", "gone", "v1"])("");
    expect(groups.map(({ group }) => group)).toEqual(["recent", "do", "sites", "pages"]);
    expect(groups[0]?.found.map((one) => one.entry.key)).toEqual(["s2", "v1"]);
    expect(groups[2]?.found.map((one) => one.entry.key)).toEqual(["s1", "s3"]);
  });
});

test("what can be done with the best version stands below it", () => {
  const rewind = entry("do", "version.rewind.v1", "Rewind to Before updating Yoast");
  const with1 = searchIn([entry("versions", "v1", "Before updating Yoast", { follow: () => [rewind] })], []);
  expect(with1("yoast").map(({ group, found }) => [group, found[0]?.entry.key])).toEqual([
    ["versions", "v1"],
    ["do", "version.rewind.v1"],
  ]);
});

test("a time in a person's words comes before everything", () => {
  const time = entry("time", "time.show", "Show Wed 11 Mar, 14:00:00");
  expect(search("yesterday 14:00", [time])[0]?.group).toBe("time");
});

test("a sign of several places is marked as a whole or not at all", () => {
  expect(piecesOf("a👨‍👩‍👧b", [2])).toEqual([
    { text: "a", hit: false },
    { text: "👨‍👩‍👧", hit: true },
    { text: "b", hit: false },
  ]);
});

test("5,000 versions, 200 branches and 200 sites each have their chance", () => {
  const many = [
    ...Array.from({ length: 5_000 }, (_, n) => entry("versions", `v${n}`, `Before updating Plugin ${n}`)),
    ...Array.from({ length: 200 }, (_, n) => entry("branches", `b${n}`, `branch-${n}`)),
    ...Array.from({ length: 200 }, (_, n) => entry("sites", `s${n}`, `Site number ${n}`)),
  ];
  const found = searchIn(many, []);
  const top = (query: string) => found(query)[0]?.found[0]?.entry.key;
  expect(top("plugin 4711")).toBe("v4711");
  expect(top("branch-123")).toBe("b123");
  expect(top("site number 77")).toBe("s77");
});
