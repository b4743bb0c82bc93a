import { execFileSync } from "node:child_process";
import { rm } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { leftovers, newInstance, removeAll, runningLanes, type TestInstance } from "../fixtures/instance";
import { TidemarkProcess } from "../fixtures/tidemark-process";
import { visit } from "../fixtures/visit";

/** What lasts: the catalogue, the data folder, the containers and the host may each go, and no site does. */
test.describe.configure({ mode: "serial" });
test.setTimeout(5 * 60_000);

let instance: TestInstance;
let host: TidemarkProcess;

test.beforeAll(async () => {
  instance = await newInstance();
  host = await TidemarkProcess.start(instance);
  const { defaults } = await host.client.system.choices();
  await host.done(
    host.client.sites.create({
      title: "Lasting",
      slug: "lasting",
      adminUser: "admin",
      adminPassword: null,
      software: defaults,
    }),
  );
});

test.afterAll(async () => {
  await host.stop();
  await removeAll(instance);
  expect(await leftovers(instance.instance)).toEqual([]);
});

const onlySite = async () => {
  const [row] = await host.client.sites.list();
  if (row === undefined) throw new Error("the site is gone");
  return row;
};

const expectUp = async () => {
  const { main } = await onlySite();
  await expect.poll(async () => (await visit(main.url)).status, { timeout: 60_000 }).toBe(200);
};

test("sites go on running when the app ends, and are found again", async () => {
  const { main } = await onlySite();
  await host.stop();
  expect((await visit(main.url)).status).toBe(200);
  host = await TidemarkProcess.start(instance);
  await expectUp();
});

test("deleting the catalogue loses nothing", async () => {
  const before = await host.client.sites.get({ siteId: (await onlySite()).id });
  await host.stop();
  for (const suffix of ["", "-wal", "-shm"]) {
    await rm(path.join(instance.home, `catalogue.sqlite${suffix}`), { force: true });
  }
  host = await TidemarkProcess.start(instance);
  const after = await host.client.sites.get({ siteId: before.site.id });
  expect(after.site).toEqual(before.site);
  expect(after.lanes).toEqual(before.lanes);
  expect(after.versions.map(({ id, at, cause }) => ({ id, at, cause }))).toEqual(
    before.versions.map(({ id, at, cause }) => ({ id, at, cause })),
  );
});

test("what was running runs again after all containers were stopped", async () => {
  const { main } = await onlySite();
  const names = execFileSync("docker", ["ps", "-q", "--filter", `label=tidemark.instance=${instance.instance}`])
    .toString()
    .split("\n")
    .filter(Boolean);
  execFileSync("docker", ["kill", ...names]);
  await expect.poll(async () => (await visit(main.url)).status, { timeout: 90_000 }).toBe(200);
  const taken = await host.done(host.client.versions.take({ branchId: main.id, label: "after the fall" }));
  expect(taken.state).toBe("done");
});

test("a second app on the same data folder leads to the one that runs, and ends", async () => {
  const second = await TidemarkProcess.start(instance);
  expect(second.address).toBe(host.address);
  await second.gone();
  await expectUp();
});

test("another Tidemark on the same engine sees none of this one's sites", async () => {
  const other = await newInstance();
  const stranger = await TidemarkProcess.start(other);
  try {
    expect(await stranger.client.sites.list()).toEqual([]);
    await stranger.client.system.removeEverything({ confirm: "remove everything" });
    expect(await leftovers(other.instance)).toEqual([]);
    await expectUp();
  } finally {
    await stranger.stop();
    await removeAll(other);
  }
});

test("a store without its data folder is offered for adoption, with all its sites", async () => {
  const before = await onlySite();
  await host.stop();
  const fresh = await newInstance();
  host = await TidemarkProcess.start(fresh);
  const health = await host.client.system.health();
  expect(health.adoptable).toContainEqual({ instance: instance.instance, sites: ["Lasting"] });
  const adopted = await host.client.system.adopt({ instance: instance.instance });
  expect(adopted.app.instance).toBe(instance.instance);
  expect((await onlySite()).id).toBe(before.id);
  await expectUp();
  // The empty store that made room is gone, and the adoption outlives a restart.
  expect(await leftovers(fresh.instance)).toEqual([]);
  await host.stop();
  await rm(instance.home, { recursive: true, force: true });
  instance = { ...fresh, instance: instance.instance };
  host = await TidemarkProcess.start(instance);
  expect((await onlySite()).id).toBe(before.id);
});

test("removing everything leaves no object, mount or loop device behind", async () => {
  expect(await runningLanes(instance.instance)).toHaveLength(1);
  const { removed } = await host.client.system.removeEverything({ confirm: "remove everything" });
  expect(removed).toBeGreaterThan(0);
  expect(await leftovers(instance.instance)).toEqual([]);
});
