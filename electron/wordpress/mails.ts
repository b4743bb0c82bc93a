import { z } from "zod";
import type { CaughtMail } from "../core/ports";

/** Below a lane's volume: one JSON object per line, oldest first. The guard's `mail.php` writes it. */
export const mailFile = "mail/caught.jsonl";

const Entry = z.object({
  id: z.string(),
  at: z.string(),
  branch: z.string(),
  to: z.string(),
  subject: z.string(),
  headers: z.array(z.string()),
  body: z.string(),
  html: z.boolean(),
});

/**
 * The branch's own mail, newest first. A volume holds what was caught before it was cloned, too: mail of other branches is
 * left out. A line cut short by a crash is passed over.
 */
export function parseMails(text: string, branchId: string): readonly CaughtMail[] {
  const mails: CaughtMail[] = [];
  for (const line of text.split("\n")) {
    const entry = Entry.safeParse(parseLine(line));
    if (!entry.success || entry.data.branch !== branchId) continue;
    const { branch: _, ...mail } = entry.data;
    mails.push(mail);
  }
  return mails.reverse();
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
