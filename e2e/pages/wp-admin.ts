import { expect, type FrameLocator, type Page, type Request } from "@playwright/test";

/** WordPress' own screens, used as an editor of the site uses them. */
export function wpAdmin(page: Page) {
  const origin = new URL(page.url()).origin;
  const admin = (path: string) => `${origin}/wp-admin/${path}`;
  return {
    origin,
    async expectLoggedIn() {
      await expect(page.locator("#wpadminbar")).toBeVisible({ timeout: 60_000 });
      expect(new URL(page.url()).pathname).toMatch(/^\/wp-admin\//);
      expect(page.url()).not.toContain("token");
    },
    /** Writes a post in the block editor and publishes it; resolves to its id. */
    async publishPost(title: string, text: string): Promise<string> {
      // The guide for newcomers comes when it is ready, over whatever one does.
      const guide = page.getByRole("dialog").filter({ hasText: "Welcome to the block editor" });
      await page.addLocatorHandler(guide, () => guide.getByRole("button", { name: "Close" }).click());
      await load(page, admin("post-new.php"));
      await expect(page.locator(".edit-post-header, .editor-header")).toBeVisible({ timeout: 60_000 });
      const canvas = await canvasOf(page);
      await canvas.getByRole("textbox", { name: "Add title" }).fill(title);
      await page.keyboard.press("Enter");
      await page.keyboard.type(text);
      await page.getByRole("button", { name: "Publish", exact: true }).first().click();
      const pane = page.getByRole("region", { name: "Editor publish" });
      await pane.getByRole("button", { name: "Publish", exact: true }).click();
      await expect(pane.getByText("is now live")).toBeVisible({ timeout: 60_000 });
      await expect(page).toHaveURL(/post=\d+/);
      return new URL(page.url()).searchParams.get("post") ?? "";
    },
    /** Uploads a picture in the media library; resolves to its address as the page names it. */
    async uploadImage(name: string, content: Buffer): Promise<string> {
      await load(page, admin("media-new.php"));
      const [chooser] = await Promise.all([
        page.waitForEvent("filechooser"),
        page.locator("#plupload-browse-button").click(),
      ]);
      await chooser.setFiles({ name, mimeType: "image/png", buffer: content });
      const copy = page.locator(".media-item .copy-attachment-url");
      await expect(copy).toBeAttached({ timeout: 60_000 });
      return (await copy.getAttribute("data-clipboard-text")) ?? "";
    },
    async deletePost(title: string) {
      await load(page, admin("edit.php"));
      await rowAction(page, title, "Trash");
      await expect(page.getByText("1 post moved to the Trash")).toBeVisible();
      await load(page, admin("edit.php?post_status=trash&post_type=post"));
      await rowAction(page, title, "Delete Permanently");
      await expect(page.getByText("1 post permanently deleted")).toBeVisible();
    },
    async deleteImage(title: string) {
      page.once("dialog", (dialog) => void dialog.accept());
      await load(page, admin("upload.php?mode=list"));
      await rowAction(page, title, "Delete Permanently");
      await expect(page.getByText("Media file permanently deleted")).toBeVisible();
    },
  };
}

/**
 * Chromium on Linux gives up what it is loading when any network interface of the machine gets or loses an address, as
 * each container that starts or stops makes one: then the page is loaded again, as a person would.
 */
async function load(page: Page, url: string): Promise<void> {
  let disturbed = true;
  const onFailed = (request: Request) => {
    disturbed ||= request.failure()?.errorText === "net::ERR_NETWORK_CHANGED";
  };
  page.on("requestfailed", onFailed);
  for (let attempt = 0; disturbed && attempt < 10; attempt++) {
    disturbed = false;
    await page.goto(url).catch((error: unknown) => {
      if (!String(error).includes("ERR_NETWORK_CHANGED")) throw error;
      disturbed = true;
    });
  }
  page.off("requestfailed", onFailed);
}

/** The editor draws its content in a frame of its own with some themes, and in the page with others. */
async function canvasOf(page: Page): Promise<Page | FrameLocator> {
  const frame = page.locator('iframe[name="editor-canvas"]');
  const title = page.getByRole("textbox", { name: "Add title" });
  await expect(frame.or(title).first()).toBeVisible({ timeout: 60_000 });
  return (await frame.count()) > 0 ? page.frameLocator('iframe[name="editor-canvas"]') : page;
}

async function rowAction(page: Page, title: string, action: string): Promise<void> {
  const row = page.locator("#the-list tr").filter({ hasText: title });
  await row.hover();
  await row.locator(".row-actions").getByText(action, { exact: true }).click();
}
