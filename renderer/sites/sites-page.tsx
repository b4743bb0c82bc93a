import { Import, Newspaper, Plus } from "lucide-react";
import { useMemo, useState } from "react";
import type { SiteRow } from "../../shared/model/views";
import { deeds } from "../actions/do";
import { pose } from "../actions/question";
import { failureOf } from "../api/failure";
import { useHealth, useOperations, useSites, useTrash } from "../api/queries";
import { Frame } from "../app/frame";
import { useInterface } from "../app/interface-state";
import { addressOf } from "../app/router";
import { FailureParts } from "../operations/failure-parts";
import { Button } from "../ui/button";
import { bytes } from "../ui/bytes";
import { Menu } from "../ui/menu";
import { Notice } from "../ui/notice";
import { useNow } from "../ui/now";
import { Skeleton } from "../ui/skeleton";
import { words } from "../words";
import { arrange, asTheyAre, fewSites } from "./arrange";
import { useDemoArrival } from "./demo-arrival";
import { EmptySites } from "./empty-sites";
import { pendingBirths } from "./pending";
import { rowColumns } from "./site-row";
import { SiteRows } from "./site-rows";
import { SitesTools } from "./sites-tools";
import { Trash } from "./trash";

const noRows: readonly SiteRow[] = [];

export function SitesPage() {
  const sites = useSites();
  const trash = useTrash();
  const operations = useOperations();
  const { watched, dismissed } = useInterface();
  const now = useNow();
  const rows = sites.data ?? noRows;
  const pending = pendingBirths(operations, new Set(rows.map((row) => row.id)), watched, dismissed);
  const empty =
    sites.data !== undefined && rows.length === 0 && pending.length === 0 && (trash.data ?? []).length === 0;
  useDemoArrival();
  const [arrangement, rearrange] = useState(asTheyAre);
  // A few sites stand as they came; many in the order that was chosen.
  const shown = useMemo(() => (rows.length > fewSites ? arrange(rows, arrangement) : rows), [rows, arrangement]);
  const openNew = () => pose({ kind: "new-site" });
  const openBring = (file: File | null = null) => pose({ kind: "bring-site", file });
  return (
    <Frame crumbs={[]}>
      {empty ? (
        <EmptySites onNew={openNew} onBring={openBring} />
      ) : (
        <div className="mx-auto max-w-[1216px] px-5 pb-7 wide:px-8 wide:pb-10 [@media(min-height:1000px)]:pt-3">
          <div className="flex items-center gap-2 pt-[26px] pb-[18px]">
            <h1 className="flex-1 text-title font-bold tracking-[-0.012em]">{words.sites.title}</h1>
            <Menu
              label={words.common.more}
              entries={[{ kind: "item", label: words.sites.demo.name, icon: Newspaper, onSelect: deeds.createDemo }]}
            />
            <Button icon={Import} onClick={() => openBring()}>
              {words.sites.bringSite}
            </Button>
            <Button icon={Plus} look="primary" onClick={openNew}>
              {words.sites.newSite}
            </Button>
          </div>
          {rows.length > fewSites && (
            <SitesTools rows={rows} value={arrangement} shown={shown.length} onChange={rearrange} />
          )}
          <ColumnNames />
          {sites.data === undefined && sites.error !== null ? (
            <Notice
              tone="bad"
              urgent
              actions={<Button onClick={() => void sites.refetch()}>{words.common.retry}</Button>}
            >
              <FailureParts failure={failureOf(sites.error)} />
            </Notice>
          ) : sites.data === undefined ? (
            <RowSkeletons />
          ) : (
            <SiteRows
              rows={shown}
              pending={pending}
              operations={operations}
              now={now}
              onShowAll={() => rearrange({ ...asTheyAre, sort: arrangement.sort })}
            />
          )}
          <Totals />
          <Trash rows={trash.data ?? []} now={now} />
        </div>
      )}
    </Frame>
  );
}

function ColumnNames() {
  const { columns } = words.sites;
  return (
    <div aria-hidden="true" className={`${rowColumns} px-4 pb-[7px] text-micro font-medium text-ink-3`}>
      <span>{columns.site}</span>
      <span>{columns.state}</span>
      <span>{columns.strip}</span>
      <span>{columns.version}</span>
      <span className="hidden text-right wide:block">{columns.size}</span>
      <span />
    </div>
  );
}

function RowSkeletons() {
  return (
    <ul aria-busy="true" aria-label={words.common.loading} className="overflow-hidden rounded-3 bg-surface shadow-card">
      {[0, 1, 2].map((row) => (
        <li key={row} className={`${rowColumns} min-h-[74px] px-4 py-[13px] [&+&]:border-t [&+&]:border-line`}>
          <div className="flex items-center gap-3">
            <Skeleton className="size-[34px] rounded-[8px]" />
            <Skeleton className="h-3.5 w-32" />
          </div>
          <Skeleton className="h-3.5 w-24" />
          <Skeleton className="h-1 w-full" />
          <Skeleton className="h-3.5 w-28" />
        </li>
      ))}
    </ul>
  );
}

function Totals() {
  const query = useSites();
  const sites = query.data ?? [];
  const loading = query.data === undefined;
  const store = useHealth().data?.store ?? null;
  if (loading || sites.length === 0) return <div className="min-h-[46px]" />;
  const total = sites.reduce((sum, row) => sum + (row.size.total ?? 0), 0);
  return (
    <div className="flex min-h-[46px] flex-wrap gap-x-[18px] px-4 py-3.5 text-small text-ink-3">
      <span>
        {words.sites.footer.total(sites.length)}, <span className="tabular-nums">{bytes(total)}</span>
      </span>
      {store !== null && store.parts.history > 0 && (
        <span className="tabular-nums">{words.sites.footer.history(bytes(store.parts.history))}</span>
      )}
      {store?.driver === "copy" && (
        <span>
          {words.sites.footer.copyDriver}{" "}
          <a href={addressOf({ kind: "health" })} className="text-accent underline underline-offset-2">
            {words.sites.footer.why}
          </a>
        </span>
      )}
      <span className="flex-1" />
      {store !== null && (
        <span>
          <span className="tabular-nums">{bytes(store.freeBytes)}</span> {words.sites.footer.free}
        </span>
      )}
    </div>
  );
}
