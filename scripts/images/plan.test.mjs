import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseMirror } from "./builders.mjs";
import { buildOrder, planImages, wantedImages } from "./plan.mjs";
import { readRecipes } from "./recipes.mjs";

const catalogue = JSON.parse(readFileSync(new URL("../../assets/images.json", import.meta.url), "utf8"));
const recipes = new Map([
  ["t/base", { source: "1", needs: [] }],
  ["t/php", { source: "2", needs: ["t/base"] }],
  ["t/wp", { source: "3", needs: ["t/php"] }],
]);
const plan = (difference) =>
  planImages({
    wanted: ["wp"],
    standIns: { wp: "t/wp" },
    local: new Map(),
    recipes,
    registryAnswers: false,
    ...difference,
  });

describe("what to do for an image", () => {
  test("the official one is used where it is here, even beside a stand-in", () => {
    const local = new Map([
      ["wp", ""],
      ["t/wp", "3"],
    ]);
    expect(plan({ local })).toEqual([{ kind: "official", official: "wp" }]);
  });

  test("it is pulled where a registry answers", () => {
    expect(plan({ registryAnswers: true })[0].kind).toBe("pull");
  });

  test("otherwise its stand-in is used, if that is current", () => {
    expect(plan({ local: new Map([["t/wp", "3"]]) })[0].kind).toBe("standIn");
    expect(plan({ local: new Map([["t/wp", "an older source"]]) })[0].kind).toBe("build");
  });

  test("what has no stand-in cannot be had without a registry", () => {
    expect(plan({ wanted: ["redis:7"] })).toEqual([{ kind: "unavailable", official: "redis:7" }]);
  });
});

describe("the order of building", () => {
  test("what a stand-in needs comes first, and what is current is left out", () => {
    expect(buildOrder("t/wp", new Map(), recipes)).toEqual(["t/base", "t/php", "t/wp"]);
    expect(buildOrder("t/wp", new Map([["t/base", "1"]]), recipes)).toEqual(["t/php", "t/wp"]);
    expect(buildOrder("t/wp", new Map([["t/wp", "3"]]), recipes)).toEqual([]);
  });
});

describe("the catalogue of images", () => {
  const known = readRecipes({ main: "m", security: "s" });

  test("every stand-in it names has a recipe, under our own name", () => {
    for (const [official, tag] of Object.entries(catalogue.standIns)) {
      expect(tag).toBe(`tidemark.local/${official}`);
      expect(known.has(tag)).toBe(true);
    }
  });

  test("without a registry, a first start and the tests need nothing but stand-ins", () => {
    for (const purpose of ["start", "test"]) {
      const actions = planImages({
        wanted: wantedImages(catalogue, purpose, false),
        standIns: catalogue.standIns,
        local: new Map(),
        recipes: known,
        registryAnswers: false,
      });
      expect(actions.filter((action) => action.kind !== "build")).toEqual([]);
    }
  });

  test("the versions new sites get by default are among those on offer", () => {
    for (const choice of [catalogue.defaults, catalogue.standInDefaults]) {
      expect(catalogue.wordpress.find((one) => one.version === choice.wordpress)?.php).toContain(choice.php);
      expect(catalogue.mariadb).toContain(choice.mariadb);
    }
  });

  test("a stand-in's source changes with the mirror it is made from", () => {
    const other = readRecipes({ main: "elsewhere", security: "s" });
    expect(other.get("tidemark.local/caddy:2").source).not.toBe(known.get("tidemark.local/caddy:2").source);
  });
});

describe("Debian's mirror", () => {
  test("is read from apt's sources in both notations, comments aside", () => {
    const sources = [
      "# deb http://old.example/debian bookworm main",
      "URIs: http://mirror.example/debian/",
      "deb https://mirror.example/debian-security bookworm-security main",
      "deb http://other.example/ubuntu jammy main",
    ].join("\n");
    expect(parseMirror(sources)).toEqual({
      main: "http://mirror.example/debian",
      security: "http://mirror.example/debian-security",
    });
  });

  test("is the general one where apt names none", () => {
    expect(parseMirror("deb http://archive.ubuntu.com/ubuntu jammy main").main).toBe("http://deb.debian.org/debian");
  });
});
