import type { Mail } from "../../shared/model/views";
import { stylesApart } from "./safe-markup";

/** What a mail says, without its markup. DOMParser runs no script and loads nothing. */
export function plainText(mail: Pick<Mail, "html" | "body">): string {
  if (!mail.html) return mail.body;
  const page = new DOMParser().parseFromString(
    stylesApart(mail.body).html.replace(/<(\/(p|td|th|div|li|tr|h\d)|br)\b/gi, " $&"),
    "text/html",
  );
  for (const hidden of page.querySelectorAll("style, script, title")) hidden.remove();
  return (page.body.textContent ?? "").replace(/\s+/g, " ").trim();
}
