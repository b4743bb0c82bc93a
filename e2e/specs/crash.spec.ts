import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import type { MomentTarget } from "../../shared/model/recording";
import { leftovers, newInstance, removeAll, runningLanes, type TestInstance } from "../fixtures/instance";
import { docker, sql, storedBranch } from "../fixtures/on-the-machine";
import { type Client, TidemarkProcess } from "../fixtures/tidemark-process";
import { visit } from "../fixtures/visit";

/**
 * The host is killed, as by a power cut, at every write of the journal: when a step's work is done but not written down
 * ("ran"), and when it is ("after"). After the next start the site must be the old one or the new one, the operation
 * finished or undone, and nothing left over.
 */
const moments = ["ran", "after"] as const;

test.describe.configure({ mode: "serial" });
test.setTimeout(20 * 60_000);

let instance: TestInstance;
let steady: TidemarkProcess;

test.beforeAll(async () => {
  instance = await newInstance();
  steady = await TidemarkProcess.start(instance);
});

test.afterAll(async () => {
  await steady.stop();
  await removeAll(instance);
  expect(await leftovers(instance.instance)).toEqual([]);
});

const software = async (client: Client) => (await client.system.choices()).defaults;

async function create(client: Client, slug: string) {
  return client.sites.create({
    title: slug,
    slug,
    adminUser: "admin",
    adminPassword: null,
    software: await software(client),
  });
}

/** Kills the host at one point of an operation and starts it again; returns what became of the operation. */
async function crashAt(point: string, begin: (client: Client) => Promise<{ operationId: string }>) {
  await steady.stop();
  const doomed = await TidemarkProcess.start({ ...instance, env: { TIDEMARK_CRASH_AT: point } });
  // The answer may not make it out before the end.
  const begun = begin(doomed.client).catch(() => undefined);
  await Promise.race([begun, doomed.gone()]);
  await doomed.gone();
  steady = await TidemarkProcess.start(instance);
  const [operation] = await steady.client.operations.list();
  if (operation === undefined || !point.startsWith(operation.kind)) throw new Error(`${point}: not in the journal`);
  expect(operation.endedAt, `${point}: finished or undone`).not.toBeNull();
  return operation;
}

async function expectTidy(point: string): Promise<void> {
  const rows = await steady.client.sites.list();
  const details = await Promise.all(rows.map(({ id }) => steady.client.sites.get({ siteId: id })));
  const heads = details
    .flatMap(({ branches }) => branches)
    .filter(({ trashedAt, wanted }) => trashedAt === null && wanted === "running")
    .map(({ headLaneId }) => headLaneId);
  await expect
    .poll(async () => [...(await runningLanes(instance.instance))].sort(), { message: point, timeout: 60_000 })
    .toEqual([...heads].sort());
}

async function expectUp(url: string, point: string): Promise<void> {
  await expect.poll(async () => (await visit(url)).status, { message: point, timeout: 60_000 }).toBe(200);
}

const stepsOf = (operation: { readonly steps: readonly { readonly name: string }[] }) =>
  operation.steps.map(({ name }) => name);

test("creating a site, killed at every step, leaves the site or nothing", async () => {
  const whole = await steady.done(create(steady.client, "whole"));
  for (const [index, step] of stepsOf(whole).entries()) {
    for (const moment of moments) {
      const slug = `made-${index}-${moment}`;
      const point = `create-site:${step}:${moment}`;
      await test.step(point, async () => {
        const operation = await crashAt(point, (client) => create(client, slug));
        const row = (await steady.client.sites.list()).find((site) => site.slug === slug);
        expect(row !== undefined, point).toBe(operation.state === "done");
        if (row !== undefined) {
          await expectUp(row.main.url, point);
          await steady.done(steady.client.sites.remove({ siteId: row.id }));
          await steady.done(steady.client.sites.purge({ siteId: row.id }));
        }
        await expectTidy(point);
      });
    }
  }
});

// The other steps are those of creating a site.
test("the demo, killed while it is filled, comes about whole or not at all", async () => {
  const whole = await steady.done(steady.client.sites.createDemo());
  const remove = async (siteId: string) => {
    await steady.done(steady.client.sites.remove({ siteId }));
    await steady.done(steady.client.sites.purge({ siteId }));
  };
  await remove(whole.siteId ?? "");
  for (const step of stepsOf(whole).filter((name) => ["install", "fill", "first-version"].includes(name))) {
    for (const moment of moments) {
      const point = `create-demo:${step}:${moment}`;
      await test.step(point, async () => {
        const operation = await crashAt(point, (client) => client.sites.createDemo());
        const row = (await steady.client.sites.list()).find((site) => site.slug === "demo");
        expect(row !== undefined, point).toBe(operation.state === "done");
        if (row !== undefined) {
          await expectUp(row.main.url, point);
          expect((await visit(row.main.url)).body, point).toContain("min read");
          expect(row.lastVersion?.label, point).toBe("Demo, fresh");
          await remove(row.id);
        }
        await expectTidy(point);
      });
    }
  }
});

test("a rewind, killed at every step, leaves the old site or the new one", async () => {
  const site = (await steady.client.sites.list()).find(({ slug }) => slug === "whole");
  if (site === undefined) throw new Error("the site is not there");
  const branchId = site.main.id;
  const taken = await steady.done(steady.client.versions.take({ branchId, label: "target" }));
  const versionId = taken.result?.["versionId"] ?? "";
  const whole = await steady.done(steady.client.versions.rewind({ branchId, versionId }));
  for (const step of stepsOf(whole)) {
    for (const moment of moments) {
      const point = `rewind:${step}:${moment}`;
      await test.step(point, async () => {
        const before = await steady.client.sites.get({ siteId: site.id });
        const head = before.branches.find(({ id }) => id === branchId)?.headLaneId;
        const operation = await crashAt(point, (client) => client.versions.rewind({ branchId, versionId }));
        const after = await steady.client.sites.get({ siteId: site.id });
        const moved = after.branches.find(({ id }) => id === branchId)?.headLaneId !== head;
        expect(moved, point).toBe(operation.state === "done");
        // Every version from before is still there, and a rewind that went through has added what it left.
        const kept = new Set(after.versions.map(({ id }) => id));
        expect(
          before.versions.filter(({ id }) => !kept.has(id)),
          point,
        ).toEqual([]);
        if (moved)
          expect(after.versions.some(({ cause, laneId }) => cause.kind === "set-aside" && laneId === head)).toBe(true);
        await expectUp(site.main.url, point);
        await expectTidy(point);
      });
    }
  }
});

test("a branch, killed at every step, leaves the branch or nothing", async () => {
  const site = (await steady.client.sites.list()).find(({ slug }) => slug === "whole");
  if (site === undefined) throw new Error("the site is not there");
  const from = { kind: "now", branchId: site.main.id } as const;
  const whole = await steady.done(steady.client.branches.create({ name: "whole", from }));
  for (const [index, step] of stepsOf(whole).entries()) {
    for (const moment of moments) {
      const name = `b-${index}-${moment}`;
      const point = `branch:${step}:${moment}`;
      await test.step(point, async () => {
        const operation = await crashAt(point, (client) => client.branches.create({ name, from }));
        const found = (await steady.client.sites.get({ siteId: site.id })).branches.find((each) => each.name === name);
        expect(found !== undefined, point).toBe(operation.state === "done");
        if (found !== undefined) {
          await expectUp(found.url, point);
          await steady.done(steady.client.branches.remove({ branchId: found.id, forGood: true }));
        }
        await expectUp(site.main.url, point);
        await expectTidy(point);
      });
    }
  }
});

test("deleting a branch, killed at every step, leaves the branch or none", async () => {
  const site = (await steady.client.sites.list()).find(({ slug }) => slug === "whole");
  if (site === undefined) throw new Error("the site is not there");
  const from = { kind: "now", branchId: site.main.id } as const;
  const make = async (name: string) =>
    (await steady.done(steady.client.branches.create({ name, from }))).result?.["branchId"] ?? "";
  const whole = await steady.done(steady.client.branches.remove({ branchId: await make("gone"), forGood: true }));
  for (const [index, step] of stepsOf(whole).entries()) {
    for (const moment of moments) {
      const name = `d-${index}-${moment}`;
      const point = `delete-branch:${step}:${moment}`;
      await test.step(point, async () => {
        const branchId = await make(name);
        const operation = await crashAt(point, (client) => client.branches.remove({ branchId, forGood: true }));
        const found = (await steady.client.sites.get({ siteId: site.id })).branches.find(({ id }) => id === branchId);
        expect(found === undefined, point).toBe(operation.state === "done");
        if (found !== undefined) {
          await expectUp(found.url, point);
          await steady.done(steady.client.branches.remove({ branchId, forGood: true }));
        }
        await expectTidy(point);
      });
    }
  }
});

/** The site of the tests above, or one like it where only this test runs. */
async function standing() {
  const find = async () => (await steady.client.sites.list()).find(({ slug }) => slug === "whole");
  const site = await find();
  if (site !== undefined) return site;
  await steady.done(create(steady.client, "whole"));
  const made = await find();
  if (made === undefined) throw new Error("the site is not there");
  return made;
}

test("keeping a peek, killed at every step, leaves a branch or a peek, and either answers as what it is", async () => {
  const site = await standing();
  const versionId = site.lastVersion?.id ?? "";
  const open = async () => (await steady.done(steady.client.versions.peek({ versionId }))).result?.["branchId"] ?? "";
  for (const moment of moments) {
    const point = `keep-peek:keep:${moment}`;
    const name = `kept-${moment}`;
    await test.step(point, async () => {
      const branchId = await open();
      const operation = await crashAt(point, (client) => client.versions.keepPeek({ branchId, name }));
      const found = (await steady.client.sites.get({ siteId: site.id })).branches.find(({ id }) => id === branchId);
      if (found === undefined) throw new Error(`${point}: it is gone`);
      expect(found.kind, point).toBe(operation.state === "done" ? "branch" : "peek");
      await expectUp(found.url, point);
      expect((await visit(found.url)).body, point).toContain(new URL(found.url).host);
      if (found.kind === "branch") await steady.done(steady.client.branches.remove({ branchId, forGood: true }));
      else await steady.done(steady.client.versions.endPeek({ branchId }));
      await expectTidy(point);
    });
  }
});

test("thinning out, killed at every step, takes the old versions away or leaves them", async () => {
  const site = await standing();
  const ids = async () => new Set((await steady.client.sites.get({ siteId: site.id })).versions.map(({ id }) => id));
  for (const step of ["begin", "retire", "sweep"]) {
    for (const moment of moments) {
      const point = `thin-versions:${step}:${moment}`;
      await test.step(point, async () => {
        for (let round = 0; round < 2; round++)
          await steady.done(steady.client.branches.restart({ branchId: site.main.id }));
        const before = await ids();
        const thin = { siteId: site.id, before: new Date().toISOString() };
        const operation = await crashAt(point, (client) => client.versions.thin(thin));
        const after = await ids();
        if (operation.state === "done") expect(after.size, point).toBeLessThan(before.size);
        else expect(after, point).toEqual(before);
        await expectUp(site.main.url, point);
        await expectTidy(point);
      });
    }
  }
});

/** What the site's tagline says: in the database of the branch, past everything else. */
async function tagline(siteId: string, name: string): Promise<string> {
  const branch = await storedBranch(instance.instance, siteId, name);
  return sql(instance.instance, branch, "SELECT option_value FROM wp_options WHERE option_name = 'blogdescription'");
}

async function setTagline(siteId: string, text: string): Promise<void> {
  const branch = await storedBranch(instance.instance, siteId, "main");
  const statement = `UPDATE wp_options SET option_value = '${text}' WHERE option_name = 'blogdescription'`;
  await sql(instance.instance, branch, statement);
}

/** A second at which the tagline said "early"; it says "late" now. Between the second and the version below it there is a log to replay. */
async function secondOfThePast(siteId: string): Promise<Extract<MomentTarget, { readonly kind: "second" }>> {
  const { id: branchId, headLaneId: laneId } = (await standing()).main;
  await steady.done(steady.client.versions.take({ branchId, label: "below the second" }));
  await setTagline(siteId, "early");
  await delay(1100);
  const at = new Date().toISOString();
  await delay(1100);
  await setTagline(siteId, "late");
  return { kind: "second", laneId, at };
}

/** No lane, no version and no copy of a log that the records don't name. */
async function expectNothingStray(siteId: string, point: string): Promise<void> {
  const keeper = `tidemark-${instance.instance}-keeper`;
  const list = async (what: string) =>
    (await docker("exec", keeper, "sh", "-c", `cd /store && ls -d ${what} 2>/dev/null | cat`))
      .split("\n")
      .filter(Boolean);
  const { branches, versions } = await steady.client.sites.get({ siteId });
  const known = [...branches.map(({ headLaneId }) => headLaneId), ...versions.map(({ id }) => id)].sort();
  expect((await list("live/*")).map((path) => path.slice("live/".length)).sort(), point).toEqual(known);
  expect(await list("init/*"), point).toEqual([]);
  expect(await list("live/*/tree/replay live/*/tree/.replay-*"), point).toEqual([]);
}

test("a rewind to a second, killed at every step, leaves the old site or the one of that second", async () => {
  const { id: siteId, main } = await standing();
  const target = await secondOfThePast(siteId);
  const go = (client: Client) => client.moments.rewind({ branchId: main.id, target });
  const whole = await steady.done(go(steady.client));
  expect(await tagline(siteId, "main")).toBe("early");
  for (const step of stepsOf(whole)) {
    for (const moment of moments) {
      const point = `rewind:${step}:${moment}`;
      await test.step(point, async () => {
        await setTagline(siteId, "late");
        const before = await steady.client.sites.get({ siteId });
        const operation = await crashAt(point, go);
        const after = await steady.client.sites.get({ siteId });
        const headOf = ({ branches }: typeof after) => branches.find(({ id }) => id === main.id)?.headLaneId;
        const moved = headOf(after) !== headOf(before);
        expect(moved, point).toBe(operation.state === "done");
        const kept = new Set(after.versions.map(({ id }) => id));
        expect(
          before.versions.filter(({ id }) => !kept.has(id)),
          point,
        ).toEqual([]);
        await expectUp(main.url, point);
        expect(await tagline(siteId, "main"), point).toBe(moved ? "early" : "late");
        await expectTidy(point);
        await expectNothingStray(siteId, point);
        // The second can be gone to as before.
        expect((await steady.client.recording.moment({ ...target, branchId: main.id })).unreachable, point).toBeNull();
      });
    }
  }
});

test("a branch and a peek of a second, killed at every step, are there or are not", async () => {
  const { id: siteId, main } = await standing();
  const target = await secondOfThePast(siteId);
  const made = {
    branch: (client: Client) => client.moments.branch({ name: "then", target }),
    peek: (client: Client) => client.moments.peek({ target }),
  };
  const remove = async (branchId: string, kind: keyof typeof made) =>
    kind === "branch"
      ? steady.done(steady.client.branches.remove({ branchId, forGood: true }))
      : steady.done(steady.client.versions.endPeek({ branchId }));
  for (const kind of ["branch", "peek"] as const) {
    const whole = await steady.done(made[kind](steady.client));
    await remove(whole.result?.["branchId"] ?? "", kind);
    for (const step of stepsOf(whole)) {
      for (const moment of moments) {
        const point = `${kind}:${step}:${moment}`;
        await test.step(point, async () => {
          const operation = await crashAt(point, made[kind]);
          const { branches } = await steady.client.sites.get({ siteId });
          const found = branches.find(({ from }) => from?.moment !== undefined);
          expect(found !== undefined, point).toBe(operation.state === "done");
          if (found !== undefined) {
            await expectUp(found.url, point);
            expect(await tagline(siteId, found.name), point).toBe("early");
            await remove(found.id, kind);
          }
          await expectUp(main.url, point);
          await expectTidy(point);
          await expectNothingStray(siteId, point);
        });
      }
    }
  }
});

test("the host killed while it records tells what happened once, in its order", async () => {
  const { id: siteId } = await standing();
  const branch = await storedBranch(instance.instance, siteId, "main");
  const columns =
    "post_author, post_date, post_date_gmt, post_content, post_title, post_excerpt, post_status, post_name, to_ping, pinged, post_modified, post_modified_gmt, post_content_filtered, post_type";
  const publish = (title: string, name: string) =>
    sql(
      instance.instance,
      branch,
      `INSERT INTO wp_posts (${columns}) VALUES (1, NOW(), NOW(), 'Words.', '${title}', '', 'publish', '${name}', '', '', NOW(), NOW(), '', 'post')`,
    );
  const told = async () => {
    const page = await steady.client.recording.events({ siteId, text: "stroke", most: 200 });
    return page.events.map(({ subject }) => subject).toReversed();
  };
  const expected: string[] = [];
  for (let round = 0; round < 4; round++) {
    const writing = (async () => {
      for (let stroke = 0; stroke < 6; stroke++) {
        const title = `Stroke ${round} ${stroke}`;
        await publish(title, `stroke-${round}-${stroke}`);
        expected.push(title);
      }
    })();
    await delay(200 + round * 250);
    await steady.kill();
    await writing;
    steady = await TidemarkProcess.start(instance);
  }
  await expect.poll(told, { timeout: 30_000 }).toEqual(expected);
});
