import { setTimeout as pause } from "node:timers/promises";
import { AppError } from "../../shared/errors";
import type { GuardSettings, Router } from "../core/ports";
import { authority, parseOrigin, sameOrigin } from "./origin";

/** What one look at the home page showed, its redirects within the site followed. */
export type Look =
  | { readonly kind: "silent" }
  /** WordPress runs but its database does not answer yet. */
  | { readonly kind: "no-database"; readonly status: number }
  /** WordPress found no tables with its prefix and offers to install itself. */
  | { readonly kind: "not-installed"; readonly status: number }
  | { readonly kind: "answer"; readonly status: number; readonly body: string };

const most = { redirects: 5, wait: 60_000, failing: 3_000 };

export async function look(
  router: Router,
  upstream: string,
  settings: GuardSettings,
  signal: AbortSignal,
): Promise<Look> {
  const home = parseOrigin(settings.origin);
  const base = `${home.scheme}://${authority(home)}`;
  let path = `${parseOrigin(settings.canonical).path}/`;
  let status = 0;
  for (let hop = 0; hop <= most.redirects; hop++) {
    const answer = await router.probe(upstream, authority(home), path, signal);
    if (answer === null) return { kind: "silent" };
    status = answer.status;
    const judged = judge(path, answer.status, answer.body);
    if (judged !== null) return judged;
    if (status < 300 || status >= 400 || answer.location === null) {
      return { kind: "answer", status, body: answer.body };
    }
    const target = URL.canParse(answer.location, base + path) ? new URL(answer.location, base + path) : null;
    // Elsewhere: the site answers and sends visitors away, which is its right.
    if (target === null || !sameOrigin(parseOrigin(target.origin), home)) return { kind: "answer", status, body: "" };
    path = target.pathname + target.search;
  }
  return { kind: "answer", status: 508, body: "It redirects in a circle." };
}

function judge(path: string, status: number, body: string): Look | null {
  if (status >= 500 && /Error establishing a database connection|Can.t select database/i.test(body)) {
    return { kind: "no-database", status };
  }
  if (/\/wp-admin\/(?:install|setup-config)\.php/.test(path)) return { kind: "not-installed", status };
  return null;
}

/** Waits for the first look that satisfies; null once it has waited long enough for what it saw. */
export async function waitFor(
  once: () => Promise<Look>,
  satisfies: (seen: Look) => boolean,
  signal: AbortSignal,
): Promise<{ readonly seen: Look; readonly satisfied: boolean }> {
  const started = performance.now();
  let failingSince: number | null = null;
  for (let delay = 20; ; delay = Math.min(delay * 1.5, 250)) {
    const seen = await once();
    if (satisfies(seen)) return { seen, satisfied: true };
    const now = performance.now();
    // A page that keeps failing while everything below it is up will not mend itself.
    failingSince = seen.kind === "answer" || seen.kind === "not-installed" ? (failingSince ?? now) : null;
    const tired = now - started > most.wait || (failingSince !== null && now - failingSince > most.failing);
    if (tired) return { seen, satisfied: false };
    await pause(delay, undefined, { signal });
  }
}

export function unhealthy(settings: GuardSettings, seen: Look): AppError<"site-unhealthy"> {
  const url = settings.origin;
  const status = seen.kind === "silent" ? null : seen.status;
  const explained = {
    silent: "The web server did not answer.",
    "no-database": "WordPress can't reach its database.",
    "not-installed": "WordPress found no tables of its own and offers to install itself.",
    answer: seen.kind === "answer" ? excerpt(seen.body) || "The home page has an error." : "",
  };
  return new AppError(
    "site-unhealthy",
    { url, status, detail: explained[seen.kind] },
    status === null ? "The site does not answer." : `The home page answers with an error (${status}).`,
    "Look at the branch's logs for the reason. Nothing that was live has been changed.",
  );
}

/** The words of a page, for a person. */
function excerpt(body: string): string {
  const text = body
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, " ")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
