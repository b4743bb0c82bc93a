import { useEffect } from "react";
import { useActionKeys } from "../actions/action-keys";
import { useConnection } from "../api/connection";
import { useHealth } from "../api/queries";
import { isBlocking } from "../health/blocking";
import { FollowSettings } from "../settings/follow-settings";
import { ReadyDialogs } from "../sites/ready-dialog";
import { SitesPage } from "../sites/sites-page";
import { Connecting, NotFound, Refused } from "./connection-pages";
import { Notices } from "./notices";
import { HealthPage, LogsPage, MailsPage, ProblemPage, preloadRest, SettingsPage, SitePage } from "./pages";
import { PeekOpener } from "./peek-opener";
import { Questions } from "./questions";
import { useRoute } from "./router";

export function App() {
  const refused = useConnection(({ state }) => state.kind === "refused");
  useActionKeys();
  if (refused) return <Refused />;
  return (
    <>
      <Page />
      <FollowSettings />
      <Questions />
      <ReadyDialogs />
      <PeekOpener />
      <Notices />
    </>
  );
}

function Page() {
  const route = useRoute();
  const health = useHealth();
  const problem = health.data?.problem ?? null;
  const shown = health.data !== undefined;
  useEffect(() => {
    if (shown) void preloadRest();
  }, [shown]);
  if (health.data === undefined) return <Connecting />;
  if (route.kind === "health") return <HealthPage />;
  if (route.kind === "settings") return <SettingsPage />;
  if (problem !== null && (isBlocking(problem.code) || route.kind === "problem"))
    return <ProblemPage problem={problem} />;
  switch (route.kind) {
    case "sites":
    case "problem":
      return <SitesPage />;
    case "site":
      return <SitePage key={route.siteId} route={route} />;
    case "logs":
      return <LogsPage key={route.branchId} siteId={route.siteId} branchId={route.branchId} />;
    case "mails":
      return <MailsPage key={route.branchId} siteId={route.siteId} branchId={route.branchId} />;
    case "unknown":
      return <NotFound />;
  }
}
