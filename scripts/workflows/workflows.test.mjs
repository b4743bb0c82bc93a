import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parseDocument } from "yaml";
import { feeds } from "../package/release-files.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = join(root, ".github/workflows");
const read = (path) => readFileSync(join(root, path), "utf8");
const { scripts } = JSON.parse(read("package.json"));

const workflows = readdirSync(folder).map((name) => {
  const text = readFileSync(join(folder, name), "utf8");
  const document = parseDocument(text, { strict: true, uniqueKeys: true });
  const { jobs, permissions } = document.toJS();
  return {
    name,
    text,
    errors: document.errors,
    jobs,
    permissions,
    steps: Object.values(jobs).flatMap(({ steps }) => steps),
  };
});

describe.each(workflows)("$name", ({ text, errors, jobs, permissions, steps }) => {
  const commands = steps.map(({ run }) => run ?? "").join("\n");

  it("is YAML without doubts", () => expect(errors).toEqual([]));

  it("only runs npm scripts that exist", () => {
    const named = [...commands.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name);
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
    if (/npm test\b/.test(commands)) expect(scripts.test).toBeDefined();
  });

  it("only runs scripts of this repository that are there", () => {
    const named = [...commands.matchAll(/node ((?:scripts|node_modules)\/[\w./-]+\.m?js)/g)].map(([, path]) => path);
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it("pins every action to an exact version", () => {
    const used = steps.flatMap(({ uses }) => (uses === undefined ? [] : [uses]));
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((name) => !/^[\w-]+\/[\w-]+@v\d+\.\d+\.\d+$/.test(name))).toEqual([]);
  });

  it("may only read, but for the one job that publishes", () => {
    expect(permissions).toEqual({ contents: "read" });
    const writing = Object.entries(jobs).filter(([, job]) => job.permissions !== undefined);
    expect(writing.every(([name]) => name === "publish")).toBe(true);
  });

  it("ends by itself", () => {
    expect(Object.values(jobs).every((job) => typeof job["timeout-minutes"] === "number")).toBe(true);
  });

  it("puts nothing from outside into a shell", () => {
    expect(steps.filter(({ run }) => /\$\{\{/.test(run ?? ""))).toEqual([]);
  });

  it("needs no secret that docs/releasing.md does not explain", () => {
    const docs = read("docs/releasing.md");
    const needed = new Set([...text.matchAll(/(?:secrets|vars)\.(\w+)/g)].map(([, name]) => name));
    expect([...needed].filter((name) => !docs.includes(`\`${name}\``))).toEqual([]);
  });
});

describe("the release", () => {
  it("uploads every feed that the last step asks for", () => {
    const { jobs } = workflows.find(({ name }) => name === "release.yml");
    const upload = jobs.build.steps.find(({ uses }) => uses?.startsWith("actions/upload-artifact"));
    expect(upload.with.path).toContain("dist/latest*.yml");
    expect(feeds.every((name) => /^latest.*\.yml$/.test(name))).toBe(true);
    expect(jobs.publish.needs).toBe("build");
  });
});
