import type { Mail } from "../../shared/model/views";

/** What a mail says, without its markup. DOMParser runs no script and loads nothing. */
export function plainText(mail: Pick<Mail, "html" | "body">): string {
  if (!mail.html) return mail.body;
  const page = new DOMParser().parseFromString(mail.body, "text/html");
  for (const hidden of page.querySelectorAll("style, script, title")) hidden.remove();
  return (page.body.textContent ?? "").replace(/\s+/g, " ").trim();
}
