/** What a mail's markup becomes before it is shown. Its styles are kept apart, because the page's policy refuses them inline. */
export interface SafeMarkup {
  readonly html: string;
  readonly css: string;
}

const removed = "script, style, link, meta, base, title, iframe, object, embed, form";

/**
 * Leaves text, structure and looks. Pictures that are not in the mail itself become their description: loading one
 * would tell the sender that the mail was read.
 */
export function safeMarkup(body: string): SafeMarkup {
  const { html, css } = stylesApart(body);
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const element of page.querySelectorAll(removed)) element.remove();
  for (const image of page.querySelectorAll("img")) {
    if (image.getAttribute("src")?.startsWith("data:image/") === true) continue;
    image.replaceWith(page.createTextNode(image.alt === "" ? "" : `[${image.alt}]`));
  }
  return { html: page.body.innerHTML, css };
}

/** By text, before any parser sees them: even a document that is never shown would report them to the policy. */
export function stylesApart(body: string): SafeMarkup {
  const sheets: string[] = [];
  const bare = body.replace(/<style\b[^>]*>([\s\S]*?)<\/style\s*>/gi, (_all, sheet: string) => {
    sheets.push(sheet);
    return "";
  });
  const html = bare.replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/\sstyle(\s*=)/gi, " data-style$1"));
  return { html, css: sheets.join("\n") };
}
