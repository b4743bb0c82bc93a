import { openAuthor } from "./author.mjs";

/** What the pictures show: the demo's magazine with a fortnight behind it, all of it made by the app and by WordPress themselves. */

const plugin = "Saltmarsh Reading Time";

/** `days` ago at this time of day; `minutes` ago for today. */
const daysAgo = (days, time) => {
  const [hours, minutes] = time.split(":").map(Number);
  const day = new Date();
  day.setDate(day.getDate() - days);
  day.setHours(hours, minutes, 12, 0);
  return day;
};
const minutesAgo = (minutes) => new Date(Date.now() - minutes * 60_000);

/**
 * Makes the sites. `chapters` say which moment each stretch of the work stands for; the dates are moved there afterwards,
 * for otherwise a fortnight would lie in two minutes.
 */
export async function tellStory({ client, done, until }, browser) {
  const chapters = [];
  const on = (date) => chapters.push({ from: Date.now(), to: date.getTime() });
  const take = async (branchId, label) => {
    const { result } = await done(client.versions.take({ branchId, label }));
    return result.versionId;
  };
  const branchNow = async (branchId, name) => {
    const { result } = await done(client.branches.create({ name, from: { kind: "now", branchId } }));
    return result;
  };

  on(daysAgo(13, "9:12"));
  const { result: demo } = await done(client.sites.createDemo());
  const { siteId, branchId } = demo;
  const { site } = await client.sites.get({ siteId });
  /** A chapter ends when the recorder has read what was done in it. */
  const recorded = (filter) =>
    until(async () => (await client.recording.events({ siteId, ...filter, most: 1 })).total > 0);
  // A version at rest after each chapter, as the minutes between real edits would bring.
  await client.recording.changePolicy({ siteId, change: { restSeconds: 5 } });
  const atRest = async () => {
    const count = async () => (await client.sites.get({ siteId })).versions.length;
    const before = await count();
    await until(async () => (await count()) > before);
  };
  const ingrid = await openAuthor(client, browser, branchId);

  on(daysAgo(10, "11:30"));
  await ingrid.upload("shells-1.png");
  await ingrid.upload("shells-2.png");
  await ingrid.publish("Opening hours of the tide", "Noon until the tide turns, but for Mondays.");
  await recorded({ text: "Opening hours" });
  await client.versions.pin({ versionId: await take(branchId, "Winter issue"), pinned: true });
  on(daysAgo(6, "17:45"));
  await ingrid.rewrite("Opening hours of the tide", "Noon until the tide turns, Mondays, too.");
  await ingrid.comment("Opening hours of the tide", "See you on the Longshore!");
  await atRest();
  on(daysAgo(5, "14:30"));
  await ingrid.activate("Hello Dolly");
  await recorded({ text: "Hello" });
  const redesign = await branchNow(branchId, "redesign");
  on(daysAgo(4, "15:44"));
  const draw = await openAuthor(client, browser, redesign.branchId);
  await draw.publish("A calmer home page", "Larger type, one picture, the menu first.");
  await recorded({ text: "A calmer home page" });
  await take(redesign.branchId, "New header");
  on(daysAgo(4, "18:10"));
  await draw.trash("A calmer home page");
  await atRest();
  on(daysAgo(3, "10:12"));
  await ingrid.publish("Lamb from the marsh", "On Sundays only.");
  await ingrid.upload("lamb.png");
  await recorded({ text: "Lamb" });
  await take(branchId, "Spring menu live");
  on(daysAgo(2, "9:35"));
  await ingrid.rewrite("Lamb from the marsh", "On Sundays, and on the first of May.");
  await atRest();
  on(daysAgo(2, "12:41"));
  await ingrid.updatePlugin(plugin);
  await ingrid.visit();
  await recorded({ topics: ["errors"] });
  on(daysAgo(1, "8:20"));
  const { versions } = await client.sites.get({ siteId });
  const before = versions.find(({ cause }) => cause.kind === "risk" && cause.risk.deed === "plugin-update");
  if (before === undefined) throw new Error("no version was taken before the update");
  const update = await client.recording.events({ siteId, text: "plugin updated", most: 1 });
  await done(client.versions.rewind({ branchId, versionId: before.id, evenIfBroken: false }));
  on(daysAgo(1, "13:15"));
  const shop = await branchNow(branchId, "shop-test");
  on(daysAgo(1, "16:20"));
  await take(shop.branchId, "Checkout works");
  await done(client.branches.stop({ branchId: shop.branchId }));
  on(minutesAgo(200));
  const again = await openAuthor(client, browser, branchId);
  await again.draft("Easter table", "Book by Thursday.");
  await recorded({ text: "Easter table" });
  await take(branchId, "Easter issue, draft");
  on(minutesAgo(95));
  const { defaults } = await client.system.choices();
  const second = { title: "Tidewrack Journal", slug: "tidewrack", adminUser: "anna", adminPassword: null };
  const { result: journal } = await done(client.sites.create({ ...second, software: defaults }));
  await take(journal.branchId, "First post");
  on(minutesAgo(40));
  return {
    chapters,
    siteId,
    title: site.title,
    chosen: update.events[0].id,
    running: [branchId, redesign.branchId, journal.branchId],
  };
}
