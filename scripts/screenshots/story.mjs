/** What the pictures show: a small site with a fortnight behind it, all of it made by the app itself. */

const title = "Saltmarsh Kitchen";
const software = (choices) => choices.defaults;

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
export async function tellStory({ client, done }, browser) {
  const chapters = [];
  const on = (date) => chapters.push({ from: Date.now(), to: date.getTime() });
  const choices = await client.system.choices();
  const create = async (name, slug) => {
    const input = { title: name, slug, adminUser: "anna", adminPassword: null, software: software(choices) };
    const { siteId, branchId } = await done(client.sites.create(input));
    return { siteId, branchId };
  };
  const take = async (branchId, label) => {
    const { result } = await done(client.versions.take({ branchId, label }));
    return result.versionId;
  };
  const branchNow = async (branchId, name) => {
    const { result } = await done(client.branches.create({ name, from: { kind: "now", branchId } }));
    return result;
  };

  on(daysAgo(13, "9:12"));
  const { siteId, branchId } = await create(title, "saltmarsh");
  const write = await openEditor(client, browser, branchId);
  await write("Opening hours", "Tuesday to Sunday, noon until the tide turns.");
  on(daysAgo(10, "11:30"));
  await client.versions.pin({ versionId: await take(branchId, "Shop opened"), pinned: true });
  await write("Spring menu", "Samphire, brown shrimps, new potatoes.");
  on(daysAgo(6, "17:45"));
  await take(branchId, "Before the photo cleanup");
  on(daysAgo(5, "14:30"));
  const redesign = await branchNow(branchId, "redesign");
  on(daysAgo(4, "15:44"));
  const draw = await openEditor(client, browser, redesign.branchId);
  await draw("A calmer home page", "Larger type, one picture, the menu first.");
  await take(redesign.branchId, "New header");
  on(daysAgo(3, "10:12"));
  await write("Lamb from the marsh", "On Sundays only.");
  const live = await take(branchId, "Spring menu live");
  await client.versions.pin({ versionId: live, pinned: true });
  on(daysAgo(2, "9:35"));
  await take(branchId, null);
  await write("Everything must go", "A plugin wrote this on every page.");
  on(daysAgo(2, "11:41"));
  await done(client.versions.rewind({ branchId, versionId: live, evenIfBroken: false }));
  on(daysAgo(1, "10:15"));
  const shop = await branchNow(branchId, "shop-test");
  on(daysAgo(1, "16:20"));
  await take(shop.branchId, "Checkout works");
  await done(client.branches.stop({ branchId: shop.branchId }));
  on(minutesAgo(200));
  const again = await openEditor(client, browser, branchId);
  await again("Easter table", "Book by Thursday.");
  await take(branchId, "Easter menu, draft");
  on(minutesAgo(95));
  const journal = await create("Tidewrack Journal", "tidewrack");
  await take(journal.branchId, "First post");
  on(minutesAgo(40));
  return {
    chapters,
    siteId,
    title,
    chosen: "Spring menu live",
    running: [branchId, redesign.branchId, journal.branchId],
  };
}

/** Publishes posts as a person logged in to wp-admin does. */
async function openEditor(client, browser, branchId) {
  const { url } = await client.branches.address({ branchId, page: "admin" });
  const page = await browser.newPage();
  await page.goto(url);
  return (heading, text) =>
    page.evaluate(
      async ([postTitle, content]) => {
        const nonce = await (await fetch("/wp-admin/admin-ajax.php?action=rest-nonce")).text();
        const answer = await fetch("/?rest_route=/wp/v2/posts", {
          method: "POST",
          headers: { "content-type": "application/json", "x-wp-nonce": nonce },
          body: JSON.stringify({ title: postTitle, content, status: "publish" }),
        });
        if (!answer.ok) throw new Error(`WordPress refused the post: ${answer.status}`);
      },
      [heading, text],
    );
}
