import { useEffect, useMemo, useRef } from "react";
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
import { siteHistory } from "../timeline/site-history";
import { Timeline } from "../timeline/timeline";
import { useNow } from "../ui/now";
import { second } from "../ui/time";
import { BranchMenu } from "./branch-menu";
import { EventPanel } from "./event-panel";
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
  const { siteId, view } = route;
  const select = (versionId: string | null) => navigate({ kind: "site", siteId, view, versionId }, "replace");
  const selectEvent = (eventId: string) =>
    navigate({ kind: "site", siteId, view, versionId: null, eventId }, "replace");
  const free = running === null;
  const actions = useMemo(() => versionActions(detail, free), [detail, free]);
  const version = detail.versions.find((one) => one.id === route.versionId) ?? null;
  const selected = version?.id ?? null;
  const eventId = route.eventId ?? null;
  const laneMenu = useMemo(() => branchMenus(detail, free), [detail, free]);
  useSelectionAfterRemoval(detail, route.versionId, select);
  return (
    <div className="grid h-full min-h-[430px] max-narrow:min-h-[560px] grid-cols-1 grid-rows-[auto_auto_auto_minmax(0,1fr)_auto]">
      <SiteHeader detail={detail} running={running} />
      <SiteTools detail={detail} view={route.view} onView={(view) => navigate({ ...route, view })} running={running} />
      <div>
        <DemoGuide detail={detail} running={running} />
        <PeekBar detail={detail} actions={actions} />
      </div>
      <div
        className={`grid min-h-0 bg-surface ${
          version === null && eventId === null
            ? "grid-cols-1"
            : "relative grid-cols-[minmax(0,1fr)] min-[821px]:grid-cols-[minmax(0,1fr)_320px] wide:grid-cols-[minmax(0,1fr)_372px]"
        }`}
      >
        <div className="relative grid min-h-0 min-w-0 grid-cols-[minmax(0,1fr)]">
          {route.view === "list" ? (
            <VersionList
              detail={detail}
              selected={selected ?? eventId}
              actions={actions}
              onSelect={select}
              onSelectEvent={selectEvent}
            />
          ) : (
            <TimelineView
              detail={detail}
              selected={selected}
              onSelect={select}
              selectedEvent={eventId}
              onSelectEvent={selectEvent}
              onAct={(action, versionId) => actions[action](versionId)}
              running={running}
              laneMenu={laneMenu}
            />
          )}
          {shown !== null && <OperationCard key={shown.id} operation={shown} />}
        </div>
        {version !== null && (
          <Panel
            detail={detail}
            version={version}
            running={running}
            actions={actions}
            onSelect={select}
            onSelectEvent={selectEvent}
          />
        )}
        {version === null && eventId !== null && (
          <EventPanel detail={detail} eventId={eventId} running={running} onSelect={select} />
        )}
      </div>
      <StatusLine detail={detail} view={route.view} />
    </div>
  );
}

/** When the selected version was deleted, the one before it on its branch is selected, else the one after it. */
function useSelectionAfterRemoval(
  detail: SiteDetail,
  versionId: string | null,
  select: (versionId: string | null) => void,
): void {
  const beside = useRef<{ readonly of: string; readonly next: string | null } | null>(null);
  useEffect(() => {
    const history = siteHistory(detail);
    const place = versionId === null ? undefined : history.places.get(versionId);
    if (versionId !== null && place !== undefined) {
      const versions = history.rows[place.row]?.versions ?? [];
      beside.current = { of: versionId, next: (versions[place.index - 1] ?? versions[place.index + 1])?.id ?? null };
    } else if (beside.current?.of === versionId && beside.current.next !== null) {
      const { next } = beside.current;
      beside.current = null;
      select(next);
    }
  });
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
