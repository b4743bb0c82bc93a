import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { expect, test } from "@playwright/test";
import { leftovers, newInstance, removeAll, type TestInstance } from "../fixtures/instance";
import { TidemarkProcess } from "../fixtures/tidemark-process";
import { visit } from "../fixtures/visit";

/** What runs out or is missing: room in the store and under it, ports, images. Each is said, with a way out, and the site stays whole. */
test.describe.configure({ mode: "serial" });
test.setTimeout(3 * 60_000);

const mib = 1024 ** 2;
const small = {
  initialBytes: 1024 * mib,
  maximumBytes: 1024 * mib,
  storeReserveBytes: 128 * mib,
};

let instance: TestInstance;
let host: TidemarkProcess;

const start = async (limits: object = small) => {
  host = await TidemarkProcess.start({ ...instance, env: { TIDEMARK_STORE_LIMITS: JSON.stringify(limits) } });
};
const site = async () => {
  const [row] = await host.client.sites.list();
  if (row === undefined) throw new Error("the site is gone");
  return row;
};
const expectUp = async () =>
  expect.poll(async () => (await visit((await site()).main.url)).status, { timeout: 60_000 }).toBe(200);
const failure = async (started: Promise<{ operationId: string }>) => {
  const { state, error } = await host.ended((await started).operationId);
  expect(state).toBe("failed");
  expect(error?.hint).toMatch(/\w/);
  return error?.code;
};
const take = async (label: string) => host.client.versions.take({ branchId: (await site()).main.id, label });
const versions = async () => (await host.client.sites.get({ siteId: (await site()).id })).versions.length;

/** Runs a command in the site's web container, as the site does. */
async function inWeb(...argv: readonly string[]): Promise<string> {
  const name = `tidemark-${instance.instance}-${(await site()).main.headLaneId}-web`;
  return execFileSync("docker", ["exec", "--user=www-data", name, ...argv]).toString();
}

async function create(slug: string, change: object = {}) {
  const { defaults } = await host.client.system.choices();
  const software = { ...defaults, ...change };
  return host.client.sites.create({ title: slug, slug, adminUser: "admin", adminPassword: null, software });
}

/** Writes what can't be compressed until there is less room than a version asks for. */
async function fill(): Promise<void> {
  for (let round = 0; round < 20; round++) {
    const { store } = await host.client.system.health();
    const spare = Math.floor(((store?.freeBytes ?? 0) - small.storeReserveBytes) / mib);
    if (spare < 16) return;
    const file = ["of=noise", "oflag=append", "conv=notrunc,fsync"];
    await inWeb("dd", "if=/dev/urandom", ...file, "bs=1M", `count=${spare - 8}`, "status=none");
  }
  throw new Error("the store does not fill up");
}

/** Holds ports on the loopback address, as another program would. */
async function hold(first: number, count: number): Promise<readonly Server[]> {
  const servers = Array.from({ length: count }, () => createServer());
  for (const [index, server] of servers.entries()) {
    server.listen(first + index, "127.0.0.1");
    await once(server, "listening");
  }
  return servers;
}

test.beforeAll(async () => {
  instance = await newInstance();
  await start();
  await host.done(create("room"));
});

test.afterAll(async () => {
  await host?.stop();
  await removeAll(instance);
  expect(await leftovers(instance.instance)).toEqual([]);
});

test("a full store refuses a version and leaves the site as it is; with room again it goes on", async () => {
  const before = await versions();
  await fill();
  expect(await failure(take("no room"))).toBe("store-full");
  expect(await failure(create("nowhere"))).toBe("store-full");
  expect(await versions()).toBe(before);
  // Said where everything is said, and in nobody's way: what is there can be read.
  expect((await host.client.system.health()).problem?.code).toBe("store-full");
  expect((await host.client.sites.list()).map(({ slug }) => slug)).toEqual(["room"]);
  // What the site itself needs, it has.
  await inWeb("sh", "-c", "echo kept > written && cat written");
  await expectUp();
  await inWeb("rm", "noise");
  await expect
    .poll(async () => (await host.ended((await take("room again")).operationId)).state, { timeout: 60_000 })
    .toBe("done");
});

test("a full disk under the store refuses what would fill it, and nothing else", async () => {
  // Each leaves a version that nobody asked for.
  for (let round = 0; round < 2; round++)
    await host.done(host.client.branches.restart({ branchId: (await site()).main.id }));
  await host.stop();
  await start({ ...small, hostReserveBytes: 2 ** 50 });
  const before = await versions();
  expect(await failure(take("no room"))).toBe("host-full");
  expect(await failure(create("nowhere"))).toBe("host-full");
  expect((await host.client.system.health()).problem?.code).toBe("host-full");
  expect(await versions()).toBe(before);
  await expectUp();
  // Making room needs none.
  await host.done(host.client.versions.thin({ siteId: (await site()).id, before: new Date().toISOString() }));
  expect(await versions()).toBeLessThan(before);
  await host.stop();
  await start();
  await host.done(take("room again"));
});

test("a version of WordPress that can't be had is said, and nothing of the site is left", async () => {
  const code = await failure(create("unheard-of", { wordpress: "0.1" }));
  expect(code).toBe("image-missing");
  expect((await host.client.sites.list()).map(({ slug }) => slug)).toEqual(["room"]);
  expect((await host.client.sites.trash()).length).toBe(0);
  await expectUp();
});

test("a port that was taken meanwhile is left to who has it, and the sites follow to the next", async () => {
  const before = (await site()).main.url;
  await host.stop();
  execFileSync("docker", ["rm", "-f", "-v", `tidemark-${instance.instance}-router`]);
  const [holder] = await hold(instance.portFrom, 1);
  try {
    await start();
    expect((await host.client.system.health()).router).toEqual({
      port: instance.portFrom + 1,
      wanted: instance.portFrom,
    });
    const { url } = (await site()).main;
    expect(url).not.toBe(before);
    await expectUp();
    await expect.poll(async () => (await visit(url)).body, { timeout: 60_000 }).toContain(`${new URL(url).host}/`);
    expect((await visit(url)).body).not.toContain(`${new URL(before).host}/`);
  } finally {
    holder?.close();
  }
});

test("no port left is said, and Tidemark goes on by itself when there is one", async () => {
  await host.stop();
  execFileSync("docker", ["rm", "-f", "-v", `tidemark-${instance.instance}-router`]);
  const holders = await hold(instance.portFrom, 40);
  try {
    await start();
    const { problem } = await host.client.system.health();
    expect(problem?.code).toBe("port-taken");
    expect(problem?.hint).toMatch(/Stop the program/);
  } finally {
    for (const holder of holders) holder.close();
  }
  await expect.poll(async () => (await host.client.system.health()).problem, { timeout: 60_000 }).toBeNull();
  await expectUp();
});
