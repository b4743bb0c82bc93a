import { execFileSync, spawnSync } from "node:child_process";
import { chown, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";
import type { Operation } from "../../shared/model/operation";
import { leftovers, newInstance, removeHome, runningLanes, type TestInstance } from "../fixtures/instance";
import { OwnEngine } from "../fixtures/own-engine";
import { type Client, onceConnected, TidemarkProcess } from "../fixtures/tidemark-process";
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
const detail = () => onceConnected(() => host.client.sites.get({ siteId }));
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
  let clean = false;
  try {
    if (!engine.isRunning) await engine.start();
    await expect.poll(problem, { timeout: 60_000 }).toBeNull();
    await host.client.system.removeEverything({ confirm: "remove everything" });
    expect(await leftovers(instance.instance, engine.host)).toEqual([]);
    clean = true;
  } finally {
    await host.stop();
    await engine.close(clean);
    await removeHome(instance);
  }
});

async function create(client: Client, slug: string) {
  const { defaults } = await client.system.choices();
  return client.sites.create({ title: slug, slug, adminUser: "admin", adminPassword: null, software: defaults });
}

/** Waits until an operation has come to a step, kills the engine there, starts it again and says what became of the operation. */
async function killEngineAt(step: string, started: Promise<{ operationId: string }>): Promise<Operation> {
  const { operationId } = await started;
  const find = async () =>
    (await onceConnected(() => host.client.operations.list())).find(({ id }) => id === operationId);
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
    await Promise.all(
      (await onceConnected(() => host.client.sites.list())).map(({ id }) => host.client.sites.get({ siteId: id })),
    )
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

for (const step of ["start", "retire"]) {
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
  const made = (await onceConnected(() => host.client.sites.list())).find(({ slug }) => slug === "made");
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
  await host.done(onceConnected(() => host.client.versions.take({ branchId, label: "whole" })));
});

test("an engine that is stopped is said; started again, everything runs again, on another loop device, too", async () => {
  const file = `${engine.dataFolder}/volumes/tidemark-${instance.instance}-store/_data/store.btrfs`;
  const loops = () => execFileSync("losetup", ["-nO", "NAME", "-j", file]).toString().split("\n").filter(Boolean);
  const [before = ""] = loops();
  await engine.stop();
  await expect.poll(problem, { timeout: 60_000 }).toBe("docker-unreachable");
  expect((await health()).problem?.hint).toMatch(/Start Docker/);
  await expect(host.client.sites.list()).rejects.toMatchObject({ data: { code: "docker-unreachable" } });
  // As after a restart of the machine: somebody else has the number now.
  const squatter = `${engine.dataFolder}/squatter`;
  await writeFile(squatter, Buffer.alloc(1024 * 1024));
  for (const device of loops()) execFileSync("losetup", ["-d", device]);
  await expect.poll(loops, { timeout: 120_000 }).toEqual([]);
  // Where that fails, another program was faster, which is as good.
  const squats = spawnSync("losetup", [before, squatter]).status === 0;
  try {
    await engine.start();
    await expect.poll(problem, { timeout: 60_000 }).toBeNull();
    await expectWhole();
    expect(loops()).toHaveLength(1);
    expect(loops()).not.toContain(before);
    const { id: branchId } = await main();
    await host.done(onceConnected(() => host.client.versions.take({ branchId, label: "on another device" })));
  } finally {
    if (squats) execFileSync("losetup", ["-d", before]);
    await rm(squatter);
  }
});

test("a disk that is full under the engine is said, and the site stays whole", async () => {
  const ballast = `${engine.dataFolder}/ballast`;
  const free = Number(execFileSync("stat", ["-f", "-c", "%a", engine.dataFolder]).toString()) * 4096;
  execFileSync("fallocate", ["-l", String(free - 700 * 1024 ** 2), ballast]);
  const { id: branchId } = await main();
  const before = (await detail()).versions.length;
  for (const started of [
    host.client.versions.take({ branchId, label: "no room" }),
    create(host.client, "nowhere"),
    host.client.branches.create({ name: "nowhere", from: { kind: "now", branchId } }),
  ]) {
    const { state, error } = await host.ended((await started).operationId);
    expect(state).toBe("failed");
    expect(error?.code).toBe("host-full");
    expect(error?.hint).toMatch(/Free some disk space/);
  }
  expect((await detail()).versions).toHaveLength(before);
  await expectWhole();
  await rm(ballast);
  await host.done(host.client.versions.take({ branchId, label: "room again" }));
});

/** What a Tidemark says that finds this engine. */
async function problemWith(dockerHost: string, launcher: readonly string[] = [], owner = 0): Promise<string> {
  const lone = await newInstance();
  await chown(lone.home, owner, owner);
  const tidemark = await TidemarkProcess.start({ ...lone, launcher, env: { DOCKER_HOST: dockerHost } });
  const { problem: found } = await tidemark.client.system.health();
  await expect(create(tidemark.client, "none")).rejects.toMatchObject({ data: { code: found?.code } });
  await tidemark.stop();
  await removeHome(lone);
  expect(found?.hint).toMatch(/\w/);
  return found?.code ?? "none";
}

test("an engine that is missing, forbidden or too old is said", async () => {
  expect(await problemWith("unix:///nowhere/docker.sock")).toBe("docker-unreachable");
  const nobody = 65_534;
  const asNobody = ["setpriv", `--reuid=${nobody}`, `--regid=${nobody}`, "--clear-groups"];
  expect(await problemWith("unix:///var/run/docker.sock", asNobody, nobody)).toBe("docker-denied");
  const folder = await mkdtemp(path.join(tmpdir(), "tidemark-old-"));
  const old = createServer((_, response) => {
    response.setHeader("Content-Type", "application/json");
    response.end(JSON.stringify({ Version: "19.03.15", ApiVersion: "1.40", Os: "linux" }));
  });
  old.listen(`${folder}/docker.sock`);
  expect(await problemWith(`unix://${folder}/docker.sock`)).toBe("docker-too-old");
  old.closeAllConnections();
  old.close();
  await rm(folder, { recursive: true });
});
