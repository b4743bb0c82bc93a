import { afterAll, beforeAll, expect, test } from "vitest";
import type { LogPosition, SiteEvent } from "../../../shared/model/event";
import type { GuardSettings } from "../../core/ports";
import type { Interpreter } from "../../core/recording-ports";
import { logsOf } from "../../database/log/fixtures/logs-of";
import { readLog } from "../../database/log/read-log";
import { openRealSites, type RealSites } from "../fixtures/real-sites";
import { json, type Visitor } from "../fixtures/visitor";
import { createInterpreter } from "./interpreter";
import type { SiteTable } from "./table-name";

/** What a real WordPress writes, read from the log of a real MariaDB. */

let sites: RealSites;
let settings: GuardSettings;
let admin: Visitor;
let interpreter: Interpreter;
let position: LogPosition | null = null;
let installed: Awaited<ReturnType<typeof happened>>;
const prefix = "blog7_";
const canonical = "http://blog.localhost";

beforeAll(async () => {
  sites = await openRealSites("events", 18_900);
  const laneId = await sites.newLane();
  settings = sites.settingsFor(laneId, { canonical, origin: `http://draft--blog.localhost:${sites.port}` });
  await sites.start(settings, "6.5", prefix);
  interpreter = createInterpreter({
    siteId: settings.siteId,
    branchId: settings.branchId,
    laneId,
    tablePrefix: prefix,
  });
  const about = { title: "Blog", url: canonical, user: "anna", password: "p", email: "anna@blog.localhost" };
  await sites.wordpress.install(laneId, about, sites.signal);
  await sites.wordpress.waitHealthy(sites.stacks.webHost(laneId), settings, sites.signal);
  installed = await happened();
  admin = await sites.admin(settings);
  await admin.ask("/wp-admin/");
  await happened();
}, 300_000);
afterAll(() => sites?.close(), 120_000);

/** What the log says since the last time it was asked. */
async function happened() {
  const { laneId } = settings;
  const names = (await sites.inKeeper(`ls /store/live/${laneId}/tree/db`))
    .split(/\s+/)
    .filter((name) => /^mysql-bin\.\d+$/.test(name))
    .sort();
  const files = new Map<string, Buffer>();
  for (const name of names) {
    files.set(name, Buffer.from(await sites.inKeeper(`base64 /store/live/${laneId}/tree/db/${name}`), "base64"));
  }
  const events = new Map<string, SiteEvent>();
  const noise = new Map<string, number>();
  for await (const item of readLog(logsOf(files), { laneId, number: 1 }, position, null, sites.signal)) {
    const taken = interpreter.take(item, null);
    if (taken === null) continue;
    position = taken.end;
    for (const event of taken.events) events.set(event.id, event);
    for (const [kind, rows] of taken.noise) noise.set(kind, (noise.get(kind) ?? 0) + rows);
  }
  return { events: [...events.values()], noise };
}

async function send(path: string, body: unknown): Promise<{ readonly id: number }> {
  const answer = await admin.ask(`/wp-json${path}`, await json(admin, body));
  expect([path, answer.status, answer.status < 300 ? "" : answer.body]).toEqual([path, expect.any(Number), ""]);
  await settled();
  return JSON.parse(answer.body) as { readonly id: number };
}

/** WordPress goes on writing for a moment after it has answered. */
async function settled(): Promise<void> {
  await admin.ask("/wp-admin/admin-ajax.php?action=rest-nonce");
}

const table = (name: SiteTable["name"]) => `wordpress.${prefix}${name}`;

test("installing WordPress is nothing that happened on the site", () => {
  expect(installed.events).toEqual([]);
  expect(installed.noise.get("installation")).toBeGreaterThan(100);
});

test("a post from its publishing to its end", async () => {
  const { id } = await send("/wp/v2/posts", {
    title: "Samphire, three ways",
    content: "<!-- wp:paragraph --><p>Wash it. Steam it.</p><!-- /wp:paragraph -->",
    status: "publish",
    tags: [],
  });
  const published = (await happened()).events.filter((event) => event.kind.startsWith("post-"));
  expect(published).toMatchObject([
    {
      kind: "post-published",
      subject: "Samphire, three ways",
      detail: { type: "post", wordsAdded: 4 },
      who: { name: "anna" },
      via: "rest",
      place: "/wp/v2/posts",
    },
  ]);
  await send(`/wp/v2/posts/${id}`, { content: "<p>Wash it. Then steam it well.</p>" });
  expect((await happened()).events).toMatchObject([
    { kind: "post-edited", detail: { wordsAdded: 3, wordsRemoved: 1 }, place: `/wp/v2/posts/${id}` },
  ]);
  await send("/wp/v2/comments", { post: id, content: "Lovely", author_name: "Ruth B.", author_email: "r@example.com" });
  expect((await happened()).events).toMatchObject([
    { kind: "comment-received", detail: { title: "Samphire, three ways", status: "held" } },
  ]);
  await sites.sql(settings.laneId, `DELETE FROM ${table("posts")} WHERE ID = ${id}`);
  expect((await happened()).events).toMatchObject([
    { kind: "post-deleted", subject: "Samphire, three ways", via: "sql", who: null },
  ]);
}, 60_000);

test("a new administrator, a plugin, a setting", async () => {
  await send("/wp/v2/users", {
    username: "eve",
    email: "eve@blog.localhost",
    password: "secret",
    roles: ["administrator"],
  });
  expect((await happened()).events).toMatchObject([
    { kind: "user-added", subject: "eve", detail: { role: "administrator" }, weight: 9 },
  ]);
  await send("/wp/v2/settings", { title: "Saltmarsh Kitchen" });
  expect((await happened()).events).toMatchObject([
    { kind: "setting-changed", subject: "Site title", detail: { from: "Blog", to: "Saltmarsh Kitchen" } },
  ]);
  const plugins = await admin.ask("/wp-admin/plugins.php");
  const link = /href="(plugins\.php\?action=activate[^"]*)"/.exec(plugins.body)?.[1]?.replaceAll("&amp;", "&");
  expect(link).toBeDefined();
  await admin.ask(`/wp-admin/${link ?? ""}`);
  const activated = (await happened()).events.filter((event) => event.kind === "plugin-activated");
  expect(activated).toMatchObject([{ kind: "plugin-activated", via: "admin", weight: 7 }]);
}, 60_000);

test("looking around is noise at most", async () => {
  const visitor = sites.visit(settings);
  for (const path of ["/", "/?s=crab", "/wp-login.php", "/feed/", "/wp-json/"]) await visitor.ask(path);
  await admin.ask("/wp-admin/edit.php");
  await admin.ask("/wp-admin/options-general.php");
  expect((await happened()).events).toEqual([]);
}, 60_000);
