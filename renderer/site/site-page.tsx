import { useMemo } from "react";
import type { Operation } from "../../shared/model/operation";
import type { SiteDetail } from "../../shared/model/views";
import { failureOf } from "../api/failure";
import { useOperations, useSite } from "../api/queries";
import { NotFound } from "../app/connection-pages";
import { type Crumb, Frame } from "../app/frame";
import { useInterface } from "../app/interface-state";
import { navigate, type Route } from "../app/router";
import { useTheme } from "../app/theme";
import { FailureParts } from "../operations/failure-parts";
import { OperationCard } from "../operations/operation-card";
import { isOver, runningOn } from "../operations/progress";
import { DemoGuide } from "../sites/demo-guide";
import { Timeline } from "../timeline/timeline";
import { useNow } from "../ui/now";
import { second } from "../ui/time";
import { BranchMenu } from "./branch-menu";
import { Panel } from "./panel";
import { PeekBar } from "./peek-bar";
import { SiteHeader } from "./site-header";
import { SiteSkeleton } from "./site-skeleton";
import { SiteTools } from "./site-tools";
import { StatusLine } from "./status-line";
import { versionActions } from "./version-actions";
import { VersionList } from "./version-list";

type SiteRoute = Extract<Route, { kind: "site" }>;

export function SitePage({ route }: { readonly route: SiteRoute }) {
  const site = useSite(route.siteId);
  const crumbs: readonly Crumb[] = site.data === undefined ? [] : [{ text: site.data.site.title, to: route }];
  if (site.data === undefined && site.error !== null) {
    const failure = failureOf(site.error);
    if (failure.code === "not-found" || failure.code === "invalid-input") return <NotFound />;
    return (
      <Frame crumbs={crumbs}>
        <div className="mx-auto max-w-[620px] p-8">
          <FailureParts failure={failure} />
        </div>
      </Frame>
    );
  }
  return (
    <Frame crumbs={crumbs}>
      {site.data === undefined ? <SiteSkeleton /> : <Loaded detail={site.data} route={route} />}
    </Frame>
  );
}

function Loaded({ detail, route }: { readonly detail: SiteDetail; readonly route: SiteRoute }) {
  const operations = useOperations();
  const running = runningOn(operations, detail.site.id);
  const shown = useShownOperation(operations, detail.site.id);
  const select = (versionId: string | null) => navigate({ ...route, versionId }, "replace");
  const actions = useMemo(() => versionActions(detail, running === null), [detail, running]);
  const version = detail.versions.find((one) => one.id === route.versionId) ?? null;
  const selected = version?.id ?? null;
  const laneMenu = branchMenus(detail, running === null);
  return (
    <div className="grid h-full min-h-0 grid-cols-1 grid-rows-[auto_auto_auto_minmax(0,1fr)_auto]">
      <SiteHeader detail={detail} running={running} />
      <SiteTools detail={detail} view={route.view} onView={(view) => navigate({ ...route, view })} running={running} />
      <div>
        <DemoGuide detail={detail} running={running} />
        <PeekBar detail={detail} actions={actions} />
      </div>
      <div
        className={`grid min-h-0 bg-surface ${
          version === null ? "grid-cols-1" : "grid-cols-[minmax(0,1fr)_320px] wide:grid-cols-[minmax(0,1fr)_372px]"
        }`}
      >
        <div className="relative grid min-h-0 min-w-0">
          {route.view === "list" ? (
            <VersionList detail={detail} selected={selected} actions={actions} onSelect={select} />
          ) : (
            <TimelineView
              detail={detail}
              selected={selected}
              onSelect={select}
              onAct={(action, versionId) => actions[action](versionId)}
              running={running}
              laneMenu={laneMenu}
            />
          )}
          {shown !== null && <OperationCard key={shown.id} operation={shown} />}
        </div>
        {version !== null && (
          <Panel detail={detail} version={version} running={running} actions={actions} onSelect={select} />
        )}
      </div>
      <StatusLine detail={detail} />
    </div>
  );
}

/** The menu of each branch, for the timeline to put beside its name. */
function branchMenus(detail: SiteDetail, free: boolean) {
  return (branchId: string) => {
    const branch = detail.branches.find((one) => one.id === branchId);
    return branch && <BranchMenu branch={branch} free={free} />;
  };
}

type TimelineProps = Parameters<typeof Timeline>[0];

/** Apart, so that the passing second redraws the timeline and nothing else. */
function TimelineView(props: Omit<TimelineProps, "now" | "theme">) {
  const now = useNow(second);
  const { theme } = useTheme();
  return <Timeline {...props} now={now} theme={theme} />;
}

/** What runs on the site; when nothing does, what ended last on this page and was not read yet. */
function useShownOperation(operations: readonly Operation[], siteId: string): Operation | null {
  const { watched, dismissed } = useInterface();
  const running = runningOn(operations, siteId);
  if (running !== null) return running;
  const last = operations.find((one) => one.siteId === siteId && isOver(one));
  if (last === undefined || !watched.has(last.id) || dismissed.has(last.id)) return null;
  if ((last.kind === "create-site" || last.kind === "create-demo") && last.state === "done") return null;
  return last;
}
