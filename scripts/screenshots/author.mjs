/** A person logged in to wp-admin of a branch, who does there what the timeline then says. */
export async function openAuthor(client, browser, branchId) {
  const { url } = await client.branches.address({ branchId, page: "admin" });
  const page = await browser.newPage();
  await page.goto(url);
  const rest = (path, method, body) => page.evaluate(askWordPress, [path, method, body]);
  const found = async (title) => {
    const posts = await rest(`/wp/v2/posts&search=${encodeURIComponent(title)}`, "GET");
    if (posts.length === 0) throw new Error(`no post is called ${title}`);
    return posts[0].id;
  };
  return {
    publish: (title, content) => rest("/wp/v2/posts", "POST", { title, content, status: "publish" }),
    draft: (title, content) => rest("/wp/v2/posts", "POST", { title, content, status: "draft" }),
    rewrite: async (title, content) => rest(`/wp/v2/posts/${await found(title)}`, "POST", { content }),
    comment: async (title, content) => rest("/wp/v2/comments", "POST", { post: await found(title), content }),
    trash: async (title) => rest(`/wp/v2/posts/${await found(title)}`, "DELETE"),
    async activate(name) {
      const plugins = await rest("/wp/v2/plugins", "GET");
      const known = plugins.find((one) => one.name === name);
      if (known === undefined) throw new Error(`no plugin is called ${name}`);
      await rest(`/wp/v2/plugins/${known.plugin}`, "POST", { status: "active" });
    },
    upload: (name) => page.evaluate(uploadPicture, name),
    /** By the link that WordPress shows beside the plugin. */
    async updatePlugin(name) {
      await page.goto(new URL("/wp-admin/plugins.php", url).href);
      await page.getByRole("link", { name: `Update ${name} now` }).click();
      await page.locator(".updated-message").first().waitFor();
    },
    /** What a visitor gets: the status of the home page. */
    visit: () => page.evaluate(async () => (await fetch("/", { credentials: "omit", cache: "no-store" })).status),
  };
}

async function askWordPress([path, method, body]) {
  const nonce = await (await fetch("/wp-admin/admin-ajax.php?action=rest-nonce")).text();
  const answer = await fetch(`/?rest_route=${path}`, {
    method,
    headers: { "content-type": "application/json", "x-wp-nonce": nonce },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`WordPress refused ${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

async function uploadPicture(name) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 64;
  const picture = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  const nonce = await (await fetch("/wp-admin/admin-ajax.php?action=rest-nonce")).text();
  const answer = await fetch("/?rest_route=/wp/v2/media", {
    method: "POST",
    headers: {
      "content-type": "image/png",
      "content-disposition": `attachment; filename="${name}"`,
      "x-wp-nonce": nonce,
    },
    body: picture,
  });
  if (!answer.ok) throw new Error(`WordPress refused the picture ${name}: ${answer.status}`);
}
