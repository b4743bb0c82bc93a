import { execFileSync } from "node:child_process";
import { expect, test } from "@playwright/test";
import type { Operation } from "../../shared/model/operation";
import { leftovers, newInstance, removeAll, runningLanes, type TestInstance } from "../fixtures/instance";
import { TidemarkProcess } from "../fixtures/tidemark-process";
import { visit } from "../fixtures/visit";

/** Several operations at once, cancelled ones, and ones asked for twice: what is left is what one of them alone would have left. */
test.describe.configure({ mode: "serial" });
test.setTimeout(4 * 60_000);

let instance: TestInstance;
let host: TidemarkProcess;
let siteId: string;

const detail = (id = siteId) => host.client.sites.get({ siteId: id });
const main = async (id = siteId) => {
  const found = (await detail(id)).branches.find(({ kind }) => kind === "main");
  if (found === undefined) throw new Error("the main branch is gone");
  return found;
};
const take = async (branchId: string, label: string) =>
  (await host.done(host.client.versions.take({ branchId, label }))).result?.["versionId"] ?? "";
const ended = async (started: Promise<{ operationId: string }>) => host.ended((await started).operationId);
const stateOf = async (operationId: string) =>
  (await host.client.operations.list()).find(({ id }) => id === operationId) as Operation;
const expectUp = async (id = siteId) =>
  expect.poll(async () => (await visit((await main(id)).url)).status, { timeout: 60_000 }).toBe(200);

async function create(slug: string, title = slug) {
  const { defaults } = await host.client.system.choices();
  return host.client.sites.create({ title, slug, adminUser: "admin", adminPassword: null, software: defaults });
}

/** Only heads that are wanted run, and the store holds exactly the lanes and versions that the records name. */
async function expectTidy(): Promise<void> {
  const rows = [...(await host.client.sites.list()), ...(await host.client.sites.trash())];
  const details = await Promise.all(rows.map(({ id }) => detail(id)));
  const branches = details.flatMap((each) => each.branches.map((branch) => ({ branch, site: each.site })));
  const heads = branches
    .filter(({ branch, site }) => branch.wanted === "running" && branch.trashedAt === null && site.trashedAt === null)
    .map(({ branch }) => branch.headLaneId);
  await expect
    .poll(async () => [...(await runningLanes(instance.instance))].sort(), { timeout: 30_000 })
    .toEqual(heads.sort());
  const kept = [
    ...branches.map(({ branch }) => branch.headLaneId),
    ...details.flatMap(({ versions }) => versions.map(({ id }) => id)),
  ];
  const keeper = `tidemark-${instance.instance}-keeper`;
  const live = execFileSync("docker", ["exec", keeper, "ls", "/store/live", "/store/init"]).toString();
  const volumes = live.split("\n").filter((line) => /^[lv][a-z0-9]{11}$/.test(line));
  expect(volumes.sort()).toEqual(kept.sort());
}

test.beforeAll(async () => {
  instance = await newInstance();
  host = await TidemarkProcess.start(instance);
});

test.afterAll(async () => {
  await host?.stop();
  await removeAll(instance);
  expect(await leftovers(instance.instance)).toEqual([]);
});

test("two sites are made at once; of two with the same address one is refused", async () => {
  const started = await Promise.all([create("first"), create("second"), create("second", "Too late")]);
  const operations = await Promise.all(started.map(({ operationId }) => host.ended(operationId)));
  expect(operations.map(({ state }) => state).sort()).toEqual(["done", "done", "failed"]);
  expect(operations.find(({ state }) => state === "failed")?.error?.code).toBe("name-taken");
  expect((await host.client.sites.list()).map(({ slug }) => slug).sort()).toEqual(["first", "second"]);
  siteId = (await host.client.sites.list()).find(({ slug }) => slug === "first")?.id ?? "";
  await expectUp();
  await expectTidy();
});

test("a second operation on a site waits for the first, one on another site does not", async () => {
  const other = (await host.client.sites.list()).find(({ slug }) => slug === "second")?.id ?? "";
  const branchId = (await main()).id;
  const first = await host.client.branches.create({ name: "slow", from: { kind: "now", branchId } });
  const second = await host.client.versions.take({ branchId, label: "waits" });
  const elsewhere = await host.client.versions.take({ branchId: (await main(other)).id, label: "at once" });
  expect((await stateOf(second.operationId)).state).toBe("queued");
  expect((await host.ended(elsewhere.operationId)).state).toBe("done");
  expect((await stateOf(first.operationId)).endedAt).toBeNull();
  expect((await host.ended(second.operationId)).state).toBe("done");
  expect((await stateOf(first.operationId)).state).toBe("done");
});

test("two rewinds in a row, asked for at once, leave one site and both ends", async () => {
  const { id: branchId, headLaneId } = await main();
  const versionId = await take(branchId, "twice");
  const both = await Promise.all([
    host.client.versions.rewind({ branchId, versionId }),
    host.client.versions.rewind({ branchId, versionId }),
  ]);
  for (const { operationId } of both) expect((await host.ended(operationId)).error).toBeNull();
  const { versions, lanes } = await detail();
  expect(versions.filter(({ cause }) => cause.kind === "set-aside")).toHaveLength(2);
  expect(new Set(lanes.map(({ number }) => number)).size).toBe(lanes.length);
  expect((await main()).headLaneId).not.toBe(headLaneId);
  await expectUp();
  await expectTidy();
});

test("of two branches with the same name, asked for at once, there is one", async () => {
  const from = { kind: "now", branchId: (await main()).id } as const;
  const [one, other] = await Promise.all([
    host.client.branches.create({ name: "same", from }),
    host.client.branches.create({ name: "same", from }),
  ]);
  const operations = await Promise.all([one, other].map(({ operationId }) => host.ended(operationId)));
  expect(operations.map(({ error }) => error?.code ?? "none").sort()).toEqual(["name-taken", "none"]);
  expect((await detail()).branches.filter(({ name }) => name === "same")).toHaveLength(1);
  await expectUp();
  await expectTidy();
});

test("cancelling before the commit leaves nothing; after it is refused", async () => {
  const branchId = (await main()).id;
  const before = await detail();
  const { operationId } = await host.client.branches.create({ name: "never", from: { kind: "now", branchId } });
  await expect
    .poll(async () => (await stateOf(operationId)).steps.find(({ name }) => name === "start")?.state, {
      intervals: [5],
    })
    .toBe("running");
  await host.client.operations.cancel({ operationId });
  expect((await host.ended(operationId)).state).toBe("cancelled");
  const after = await detail();
  expect(after.branches.map(({ id }) => id)).toEqual(before.branches.map(({ id }) => id));
  expect(after.versions.map(({ id }) => id)).toEqual(before.versions.map(({ id }) => id));
  await expectTidy();

  const versionId = await take(branchId, "landed");
  const rewind = await host.client.versions.rewind({ branchId, versionId });
  await expect
    .poll(async () => (await stateOf(rewind.operationId)).landedAt, { intervals: [5], timeout: 60_000 })
    .not.toBeNull();
  await expect(host.client.operations.cancel(rewind)).rejects.toMatchObject({ data: { code: "refused" } });
  expect((await host.ended(rewind.operationId)).state).toBe("done");
});

test("a peek closed twice, or taken over by a rewind, keeps nothing from what comes next", async () => {
  const branchId = (await main()).id;
  const versionId = await take(branchId, "peeked");
  const peeked = await host.done(host.client.versions.peek({ versionId }));
  const peekId = peeked.result?.["branchId"] ?? "";
  const closing = await Promise.all([
    host.client.versions.endPeek({ branchId: peekId }),
    host.client.versions.endPeek({ branchId: peekId }),
  ]);
  await Promise.all(closing.map(({ operationId }) => host.ended(operationId)));
  const again = await host.done(host.client.versions.peek({ versionId }));
  const rewind = host.client.versions.rewind({ branchId, versionId });
  const end = host.client.versions.endPeek({ branchId: again.result?.["branchId"] ?? "" });
  await host.done(rewind);
  await ended(end);
  expect((await detail()).branches.some(({ kind }) => kind === "peek")).toBe(false);
  await host.done(host.client.versions.take({ branchId, label: "next" }));
  await expectUp();
  await expectTidy();
});

test("a stopped branch is rewound and stays stopped", async () => {
  const branch = (await detail()).branches.find(({ name }) => name === "same");
  const branchId = branch?.id ?? "";
  const versionId = await take(branchId, "running");
  await host.done(host.client.branches.stop({ branchId }));
  await host.done(host.client.versions.rewind({ branchId, versionId }));
  await expectTidy();
  await host.done(host.client.branches.start({ branchId }));
  expect((await visit(branch?.url ?? "")).status).toBe(200);
});

test("a branch whose database does not start any more is rewound", async () => {
  const { id: branchId, headLaneId } = await main();
  const versionId = await take(branchId, "sound");
  const name = `tidemark-${instance.instance}`;
  execFileSync("docker", ["exec", `${name}-keeper`, "rm", `/store/live/${headLaneId}/tree/db/ibdata1`]);
  execFileSync("docker", ["kill", `${name}-${headLaneId}-database`]);
  await host.done(host.client.versions.rewind({ branchId, versionId }));
  await expectUp();
  await expectTidy();
});

test("a copy outlives its source; a site in the trash comes back whole, and removed for good leaves nothing", async () => {
  const copied = await host.done(host.client.sites.duplicate({ siteId, title: "Copy", slug: "copy" }));
  const versionId = (await detail()).versions[0]?.id ?? "";
  await host.done(host.client.versions.peek({ versionId }));
  const same = (await detail()).branches.find(({ name }) => name === "same")?.id ?? "";
  await host.done(host.client.branches.remove({ branchId: same }));
  const before = (await detail()).versions.map(({ id }) => id);
  const deleted = await host.done(host.client.sites.remove({ siteId }));
  await expectTidy();
  await expect(host.client.versions.take({ branchId: (await main()).id, label: null })).rejects.toMatchObject({
    data: { code: "refused" },
  });
  await host.done(host.client.operations.undo({ operationId: deleted.id }));
  await expectUp();
  expect((await detail()).versions.map(({ id }) => id)).toEqual(expect.arrayContaining(before));
  await host.done(host.client.sites.remove({ siteId }));
  const purges = await Promise.all([host.client.sites.purge({ siteId }), host.client.sites.purge({ siteId })]);
  await Promise.all(purges.map(({ operationId }) => host.ended(operationId)));
  await expectUp(copied.result?.["siteId"] ?? "");
  await expectTidy();
});

test("removing everything while an operation runs leaves nothing", async () => {
  await create("unfinished");
  await host.client.system.removeEverything({ confirm: "remove everything" });
  expect(await leftovers(instance.instance)).toEqual([]);
});
