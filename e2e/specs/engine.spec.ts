import { expect, test } from "@playwright/test";
import type { Operation } from "../../shared/model/operation";
import { leftovers, newInstance, removeHome, runningLanes, type TestInstance } from "../fixtures/instance";
import { OwnEngine } from "../fixtures/own-engine";
import type { Client, TidemarkProcess } from "../fixtures/tidemark-process";
import { visit } from "../fixtures/visit";

/** The engine under Tidemark dies, is stopped, missing, too old: an engine of the test's own, never the machine's. */
test.describe.configure({ mode: "serial" });
test.setTimeout(4 * 60_000);

let engine: OwnEngine;
let instance: TestInstance;
let host: TidemarkProcess;
let siteId: string;

const health = () => host.client.system.health();
const problem = async () => (await health()).problem?.code ?? null;
const detail = () => host.client.sites.get({ siteId });
const main = async () => {
  const found = (await detail()).branches.find(({ kind }) => kind === "main");
  if (found === undefined) throw new Error("the main branch is gone");
  return found;
};

test.beforeAll(async () => {
  engine = await OwnEngine.open();
  instance = await newInstance();
  host = await engine.startTidemark(instance);
  const made = await host.done(create(host.client, "steady"));
  siteId = made.result?.["siteId"] ?? "";
});

test.afterAll(async () => {
  if (siteId === undefined) return engine?.close(false);
  if (!engine.isRunning) await engine.start();
  await expect.poll(problem, { timeout: 60_000 }).toBeNull();
  await host.client.system.removeEverything({ confirm: "remove everything" });
  await host.stop();
  const left = await leftovers(instance.instance, engine.host);
  await engine.close(left.length === 0);
  await removeHome(instance);
  expect(left).toEqual([]);
});

async function create(client: Client, slug: string) {
  const { defaults } = await client.system.choices();
  return client.sites.create({ title: slug, slug, adminUser: "admin", adminPassword: null, software: defaults });
}

/** Waits until an operation has come to a step, kills the engine there, starts it again and says what became of the operation. */
async function killEngineAt(step: string, started: Promise<{ operationId: string }>): Promise<Operation> {
  const { operationId } = await started;
  const find = async () => (await host.client.operations.list()).find(({ id }) => id === operationId);
  await expect
    .poll(async () => (await find())?.steps.find(({ name }) => name === step)?.state, {
      intervals: [5],
      timeout: 60_000,
    })
    .not.toBe("waiting");
  await engine.kill();
  await expect.poll(problem, { timeout: 60_000 }).toBe("docker-unreachable");
  await engine.start();
  await expect.poll(problem, { timeout: 60_000 }).toBeNull();
  await expect.poll(async () => (await find())?.endedAt ?? null, { timeout: 60_000 }).not.toBeNull();
  const operation = await find();
  if (operation === undefined) throw new Error(`${operationId} is forgotten`);
  return operation;
}

/** What should run runs and answers, and nothing else does. */
async function expectWhole(): Promise<void> {
  await expect.poll(async () => (await visit((await main()).url)).status, { timeout: 90_000 }).toBe(200);
  const heads = (
    await Promise.all((await host.client.sites.list()).map(({ id }) => host.client.sites.get({ siteId: id })))
  )
    .flatMap(({ branches }) => branches)
    .filter(({ trashedAt, wanted }) => trashedAt === null && wanted === "running")
    .map(({ headLaneId }) => headLaneId)
    .sort();
  await expect
    .poll(async () => [...(await runningLanes(instance.instance, engine.host))].sort(), { timeout: 60_000 })
    .toEqual(heads);
  const volumes = (await engine.docker("volume", "ls", "-q", "--filter", "label=tidemark.lane")).split("\n").sort();
  expect(volumes).toEqual(heads.map((lane) => `tidemark-${instance.instance}-${lane}`));
}

for (const step of ["keep", "start", "check", "retire"]) {
  test(`an engine killed at "${step}" of a rewind leaves the old site or the new one`, async () => {
    const { id: branchId, headLaneId: head } = await main();
    const taken = await host.done(host.client.versions.take({ branchId, label: step }));
    const versionId = taken.result?.["versionId"] ?? "";
    const before = (await detail()).versions.map(({ id }) => id);
    const operation = await killEngineAt(step, host.client.versions.rewind({ branchId, versionId }));
    await expectWhole();
    const after = await detail();
    const moved = (await main()).headLaneId !== head;
    expect(moved).toBe(operation.state === "done");
    expect(operation.error?.code ?? null).toBe(moved ? null : "docker-unreachable");
    expect(after.versions.map(({ id }) => id)).toEqual(expect.arrayContaining(before));
    if (moved) {
      expect(after.versions.filter(({ cause, laneId }) => cause.kind === "set-aside" && laneId === head)).toHaveLength(
        1,
      );
    } else expect(after.versions).toHaveLength(before.length);
    // And it works from here on.
    await host.done(host.client.versions.rewind({ branchId, versionId }));
    await expectWhole();
  });
}

test("an engine killed while a site is made leaves all of it or nothing", async () => {
  const operation = await killEngineAt("start", create(host.client, "made"));
  const made = (await host.client.sites.list()).find(({ slug }) => slug === "made");
  expect(made !== undefined).toBe(operation.state === "done");
  if (made !== undefined) {
    await host.done(host.client.sites.remove({ siteId: made.id }));
    await host.done(host.client.sites.purge({ siteId: made.id }));
  }
  await expectWhole();
});

test("an engine killed while a version is taken leaves the version or none", async () => {
  const { id: branchId } = await main();
  const before = (await detail()).versions.length;
  const operation = await killEngineAt("take", host.client.versions.take({ branchId, label: "torn" }));
  await expectWhole();
  const versions = (await detail()).versions;
  expect(versions).toHaveLength(operation.state === "done" ? before + 1 : before);
  await host.done(host.client.versions.take({ branchId, label: "whole" }));
});
