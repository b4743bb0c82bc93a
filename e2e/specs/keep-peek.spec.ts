import { execFileSync } from "node:child_process";
import { expect, test } from "@playwright/test";
import { leftovers, newInstance, removeAll, type TestInstance } from "../fixtures/instance";
import { TidemarkProcess } from "../fixtures/tidemark-process";
import { visit } from "../fixtures/visit";

/** A peek that turned out to be worth keeping: the same copy, with what was done in it, under a name of its own. */
test.describe.configure({ mode: "serial" });
test.setTimeout(3 * 60_000);

let instance: TestInstance;
let host: TidemarkProcess;
test.beforeAll(async () => {
  instance = await newInstance();
  host = await TidemarkProcess.start(instance);
  const { defaults } = await host.client.system.choices();
  await host.done(
    host.client.sites.create({
      title: "Look",
      slug: "look",
      adminUser: "admin",
      adminPassword: null,
      software: defaults,
    }),
  );
});
test.afterAll(async () => {
  await host?.stop();
  await removeAll(instance);
  expect(await leftovers(instance.instance)).toEqual([]);
});

const detail = async () => {
  const [row] = await host.client.sites.list();
  return host.client.sites.get({ siteId: row?.id ?? "" });
};
const branch = async (kind: "peek" | "branch") => (await detail()).branches.find((one) => one.kind === kind);

test("a peek is kept as a branch with what was changed in it, and does not go away", async () => {
  const versionId = (await detail()).versions.at(-1)?.id ?? "";
  await host.done(host.client.versions.peek({ versionId }));
  const peek = await branch("peek");
  if (peek === undefined) throw new Error("there is no peek");
  const web = `tidemark-${instance.instance}-${peek.headLaneId}-web`;
  execFileSync("docker", ["exec", "--user=www-data", web, "sh", "-c", "echo kept-with-it > note.txt"]);

  await host.done(host.client.versions.keepPeek({ branchId: peek.id, name: "worth-it" }));
  const kept = await branch("branch");
  expect(kept).toMatchObject({ id: peek.id, name: "worth-it", expiresAt: null, headLaneId: peek.headLaneId });
  expect(kept?.url).toContain("worth-it--look.localhost");
  const page = await visit(kept?.url ?? "");
  expect(page.status).toBe(200);
  expect(page.body).toContain(new URL(kept?.url ?? "").host);
  expect(page.body).not.toContain(new URL(peek.url).host);
  expect((await visit(`${kept?.url}/note.txt`)).body).toContain("kept-with-it");
  expect(await branch("peek")).toBeUndefined();
  expect((await detail()).versions.find((one) => one.id === versionId)?.peekBranchId).toBeNull();
});

test("a name that is taken is refused, and the peek stays a peek", async () => {
  const versionId = (await detail()).versions.at(-1)?.id ?? "";
  await host.done(host.client.versions.peek({ versionId }));
  const peek = await branch("peek");
  await expect(host.client.versions.keepPeek({ branchId: peek?.id ?? "", name: "worth-it" })).rejects.toThrow(
    /worth-it/,
  );
  expect(await branch("peek")).toMatchObject({ id: peek?.id });
  await host.done(host.client.versions.endPeek({ branchId: peek?.id ?? "" }));
});

test("what was kept is there after a start of Tidemark, under its name", async () => {
  await host.stop();
  host = await TidemarkProcess.start(instance);
  await expect
    .poll(async () => (await visit((await branch("branch"))?.url ?? "")).status, { timeout: 90_000 })
    .toBe(200);
});
