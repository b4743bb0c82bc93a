import { execFileSync, spawnSync } from "node:child_process";
import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "@playwright/test";
import fc from "fast-check";
import { contract } from "../../shared/contract";
import { Slug } from "../../shared/ids";
import { Title } from "../../shared/model/site";
import { leftovers, newInstance, removeAll, type TestInstance } from "../fixtures/instance";
import { TidemarkProcess } from "../fixtures/tidemark-process";
import { visit } from "../fixtures/visit";

/** What a site can't reach, and what a name can't do. */
test.describe.configure({ mode: "serial" });
test.setTimeout(4 * 60_000);

let instance: TestInstance;
let host: TidemarkProcess;
let siteId: string;

const docker = (...argv: readonly string[]) => execFileSync("docker", argv).toString();
const detail = () => host.client.sites.get({ siteId });
const main = async () => {
  const found = (await detail()).branches.find(({ kind }) => kind === "main");
  if (found === undefined) throw new Error("the main branch is gone");
  return found;
};

test.beforeAll(async () => {
  instance = await newInstance();
  host = await TidemarkProcess.start(instance);
  const { defaults } = await host.client.system.choices();
  const site = { title: "Quiet", slug: "quiet", adminUser: "admin", adminPassword: null, software: defaults };
  siteId = (await host.done(host.client.sites.create(site))).result?.["siteId"] ?? "";
});

test.afterAll(async () => {
  await host?.stop();
  await removeAll(instance);
  expect(await leftovers(instance.instance)).toEqual([]);
});

test("a site's containers have no way to the engine, the keeper, the router's admin or other databases", async () => {
  const { headLaneId } = await main();
  const name = `tidemark-${instance.instance}`;
  for (const role of ["web", "database"]) {
    const [about] = JSON.parse(docker("inspect", `${name}-${headLaneId}-${role}`));
    expect(about.HostConfig.Privileged).toBe(false);
    expect(about.HostConfig.CapDrop).toEqual(["ALL"]);
    expect(about.HostConfig.CapAdd ?? []).not.toContain("SYS_ADMIN");
    expect(about.HostConfig.SecurityOpt).toContain("no-new-privileges");
    expect(about.HostConfig.PidMode).toBe("");
    expect(about.HostConfig.NetworkMode).not.toBe("host");
    expect(about.HostConfig.Devices ?? []).toEqual([]);
    expect(about.Mounts.filter((mount: { Destination: string }) => mount.Destination === "/site")).toHaveLength(1);
    for (const mount of about.Mounts) {
      expect(mount.Type).toBe("volume");
      expect(mount.Name).not.toMatch(/-(store|router)$/);
    }
    // Nothing of a site is published; its only door is the router.
    expect(about.NetworkSettings.Ports["80/tcp"] ?? null).toBeNull();
    expect(about.NetworkSettings.Ports["3306/tcp"] ?? null).toBeNull();
    expect(about.HostConfig.PortBindings ?? {}).toEqual({});
    if (role === "database") expect(about.HostConfig.NetworkMode).toBe("none");
  }
  const inside = (script: string) =>
    spawnSync("docker", ["exec", `${name}-${headLaneId}-web`, "php", "-n", "-r", script]).stdout.toString();
  const reaches = (address: string) => inside(`echo @stream_socket_client("${address}", $n, $s, 1) ? "yes" : "no";`);
  expect(reaches(`tcp://${name}-router:80`)).toBe("yes");
  for (const port of [2019, 2375, 2376]) expect(reaches(`tcp://${name}-router:${port}`)).toBe("no");
  expect(reaches(`tcp://${name}-keeper:80`)).toBe("no");
  for (const file of ["/var/run/docker.sock", "/router/admin.sock", "/store", "/data/store.btrfs", "/keeper"]) {
    expect(inside(`echo file_exists("${file}") ? "yes" : "no";`), file).toBe("no");
  }
});

test("secrets are files for their owner only, in no environment, argument or label", async () => {
  const { headLaneId } = await main();
  const name = `tidemark-${instance.instance}`;
  const keeper = `${name}-keeper`;
  const secrets: Record<string, string> = JSON.parse(docker("exec", keeper, "cat", `/store/secrets/${siteId}.json`));
  const values = Object.values(secrets).filter((value) => typeof value === "string");
  expect(values.length).toBeGreaterThanOrEqual(5);
  const containers = [keeper, `${name}-router`, `${name}-${headLaneId}-web`, `${name}-${headLaneId}-database`];
  for (const container of containers) {
    const about = docker("inspect", container);
    const processes = docker("top", container, "-eo", "pid,args");
    for (const value of values) {
      expect(about).not.toContain(value);
      expect(processes).not.toContain(value);
    }
  }
  expect(docker("exec", keeper, "stat", "-c", "%a", `/store/secrets/${siteId}.json`).trim()).toBe("600");
  // Whatever file in a site's containers holds a secret is its owner's alone.
  for (const role of ["web", "database"]) {
    const container = `${name}-${headLaneId}-${role}`;
    const argv = values.flatMap((value) => ["-e", value]);
    const found = spawnSync("docker", [
      "exec",
      "--user=root",
      container,
      "grep",
      "-rlFs",
      ...argv,
      "/tidemark",
      "/run",
      "/etc",
    ]);
    const files = found.stdout.toString().split("\n").filter(Boolean);
    if (role === "web") expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      expect(docker("exec", "--user=root", container, "stat", "-c", "%a", file).trim(), file).toMatch(/^[46]00$/);
    }
  }
  expect(((await stat(instance.home)).mode & 0o077).toString(8)).toBe("0");
  for (const file of await readdir(path.join(instance.home, "operations"))) {
    expect((await stat(path.join(instance.home, "operations", file))).mode & 0o077).toBe(0);
  }
});

/** What shells, SQL, paths, HTML, option parsers, terminals and right-to-left readers trip over. */
const nasty = [
  "$(touch /tmp/pwned)",
  "`id`; rm -rf / #",
  "'; DROP TABLE wp_posts; -- ",
  '" OR ""="',
  "../../../../etc/passwd",
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "--privileged",
  "-v /:/host",
  "{http.request.header.X} {env.PATH}",
  "%s%n%x {{7*7}} ${7*7}",
  "\u202Egnirts desrever\u202C",
  "👩‍👩‍👧‍👦 déjà vu 日本語",
  "a\\b\\'c\\\"d",
  "&lt;b&gt; & &amp;",
  "x".repeat(200),
];
const piece = fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: "grapheme", maxLength: 30 }));
const hostile = fc.array(piece, { minLength: 1, maxLength: 3 }).map((pieces) => pieces.join(" "));

test("any title or label is text everywhere, or refused without effect", async () => {
  const { id: branchId, url } = await main();
  const versionId = (await detail()).versions[0]?.id ?? "";
  await fc.assert(
    fc.asyncProperty(hostile, async (text) => {
      const before = (await detail()).site.title;
      if (!Title.safeParse(text).success) {
        await expect(host.client.sites.rename({ siteId, title: text })).rejects.toMatchObject({
          data: { code: "invalid-input" },
        });
        expect((await detail()).site.title).toBe(before);
      } else {
        await host.done(host.client.sites.rename({ siteId, title: text }));
        expect((await detail()).site.title).toBe(Title.parse(text));
      }
      const label = text.slice(0, 200);
      await host.client.versions.label({ versionId, label });
      expect((await detail()).versions.find(({ id }) => id === versionId)?.label).toBe(label.trim() || null);
      expect((await visit(url)).status).toBe(200);
    }),
    { numRuns: 20, examples: nasty.map((text) => [text] as [string]) },
  );
  // The router's own page, the trash and an operation's title say it as text, too.
  const title = `</title><script>alert("{env.PATH}")</script>`;
  await host.done(host.client.sites.rename({ siteId, title }));
  await host.done(host.client.branches.stop({ branchId }));
  const page = await visit(url);
  expect(page.status).toBe(503);
  expect(page.body).not.toContain("<script");
  expect(page.body).not.toContain("/usr/bin");
  await host.done(host.client.branches.start({ branchId }));
  expect((await visit(url)).status).toBe(200);
});

test("a site made with hostile words in its title keeps them as they are", async () => {
  const { defaults } = await host.client.system.choices();
  const title = `-rf '"; DROP TABLE x; -- $(id) <b>&amp;</b> \u202E👩‍👧`;
  const adminPassword = `'"$(id)\`\\ -- <&>`;
  const site = { title, slug: "odd", adminUser: "-- o'neill".replace("'", ""), adminPassword, software: defaults };
  const made = await host.done(host.client.sites.create(site));
  const id = made.result?.["siteId"] ?? "";
  const page = await visit(made.result?.["url"] ?? "");
  expect(page.status).toBe(200);
  expect(page.body).not.toContain("<b>&amp;</b>");
  expect(await host.client.sites.credentials({ siteId: id })).toEqual({
    user: site.adminUser,
    password: adminPassword,
  });
  const detailOf = await host.client.sites.get({ siteId: id });
  const version = { branchId: detailOf.branches[0]?.id ?? "", label: title };
  await host.done(host.client.versions.take(version));
  await host.done(host.client.sites.remove({ siteId: id }));
  await host.done(host.client.sites.purge({ siteId: id }));
});

test("names that become addresses are refused unless they are plain", async () => {
  const { id: branchId } = await main();
  const before = (await detail()).branches.length;
  await fc.assert(
    fc.asyncProperty(hostile, async (text) => {
      fc.pre(!Slug.safeParse(text).success);
      const from = { kind: "now", branchId } as const;
      await expect(host.client.branches.create({ name: text, from })).rejects.toMatchObject({
        data: { code: "invalid-input" },
      });
      const ids = { siteId: text, branchId: text, versionId: text };
      await expect(host.client.sites.get(ids)).rejects.toMatchObject({ data: { code: "invalid-input" } });
      await expect(host.client.versions.rewind(ids)).rejects.toMatchObject({ data: { code: "invalid-input" } });
    }),
    {
      numRuns: 25,
      examples: [...nasty, "main--x", "-a", "a-", "A", "a.b", "", "a\0b"].map((text) => [text] as [string]),
    },
  );
  expect((await detail()).branches).toHaveLength(before);
});

test("the contract lets through no name that is more than a name", () => {
  const input = contract.branches.create["~orpc"].inputSchema;
  expect(input).toBeDefined();
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
      const parsed = Slug.safeParse(text);
      if (parsed.success) expect(text).toMatch(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/);
      const title = Title.safeParse(text);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not come through
      if (title.success) expect(title.data).not.toMatch(/[\u0000-\u001f\u007f]/);
    }),
    { numRuns: 2000 },
  );
});
