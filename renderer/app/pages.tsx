import { SiteSkeleton } from "../site/site-skeleton";
import { lazily } from "../ui/lazily";
import { Frame, SiteSwitcher } from "./frame";
import type { Route } from "./router";

/** Everything that the list of sites can do without: it comes when it is asked for, or when the browser has nothing to do. */

const emptyFrame = <Frame crumbs={[]}>{null}</Frame>;

export const SitePage = lazily(
  async () => (await import("../site/site-page")).SitePage,
  <Frame crumbs={[]}>
    <SiteSkeleton />
  </Frame>,
);
export const HealthPage = lazily(async () => (await import("../health/health-page")).HealthPage, emptyFrame);
export const ProblemPage = lazily(async () => (await import("../health/problem-page")).ProblemPage, emptyFrame);
export const SettingsPage = lazily(async () => (await import("../settings/settings-page")).SettingsPage, emptyFrame);
export const LogsPage = lazily(async () => (await import("../logs/logs-page")).LogsPage, emptyFrame);
export const MailsPage = lazily(async () => (await import("../mail/mails-page")).MailsPage, emptyFrame);
export const Palette = lazily(async () => (await import("../palette/palette")).Palette);
export const ShortcutSheet = lazily(async () => (await import("../actions/shortcut-sheet")).ShortcutSheet);
export const SiteQuestions = lazily(async () => (await import("../site/site-questions")).SiteQuestions);
export const NewSiteDialog = lazily(async () => (await import("../sites/new-site-dialog")).NewSiteDialog);
export const BringDialog = lazily(async () => (await import("../sites/bring-dialog")).BringDialog);

const pageOf = { site: SitePage, health: HealthPage, settings: SettingsPage, logs: LogsPage, mails: MailsPage };
/** In the order in which somebody is likely to want them. */
const rest = [
  SitePage,
  SiteSwitcher,
  Palette,
  NewSiteDialog,
  SiteQuestions,
  HealthPage,
  SettingsPage,
  BringDialog,
  ShortcutSheet,
  ProblemPage,
  MailsPage,
  LogsPage,
];

/** Called before the connection is there: the page that the address asks for comes in the meantime. */
export function preloadPageOf({ kind }: Route): void {
  if (kind in pageOf) pageOf[kind as keyof typeof pageOf].preload().catch(unavailable);
}

/** One after the other, so that nothing is ever waited for; the interface comes from this computer. */
export async function preloadRest(): Promise<void> {
  for (const lazy of rest) {
    await idle();
    await lazy.preload().catch(unavailable);
  }
}

/** Whoever needs it tries again, and then it is told. */
const unavailable = (error: unknown) => console.info("A part of the interface can't be had yet:", error);

/** Safari knows no idle time. */
const idle = () =>
  new Promise<void>((resolve) =>
    "requestIdleCallback" in window ? requestIdleCallback(() => resolve(), { timeout: 1000 }) : setTimeout(resolve, 50),
  );
