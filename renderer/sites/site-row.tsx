import { LayoutDashboard, RotateCcw, TriangleAlert } from "lucide-react";
import { memo } from "react";
import type { Operation } from "../../shared/model/operation";
import type { Version } from "../../shared/model/site";
import type { SiteRow as Row } from "../../shared/model/views";
import { client } from "../api/client";
import { openAddress } from "../api/open-address";
import { useAction } from "../api/start";
import { addressOf, toSite } from "../app/router";
import { useCancel } from "../operations/operation-actions";
import { OperationState } from "../operations/operation-state";
import { Button, buttonClass, IconButton } from "../ui/button";
import { bytes } from "../ui/bytes";
import { Ago } from "../ui/now";
import { StateDot } from "../ui/state-dot";
import { ago, clock } from "../ui/time";
import { causeWords, words } from "../words";
import { Rewound } from "./rewound";
import { SiteBadge } from "./site-badge";
import { plainAddress, stateWords } from "./state-words";
import { Strip } from "./strip";

/** In a narrow window the strip and the last version give way: they are on the site's own page. */
export const rowColumns =
  "grid items-center gap-x-3 max-narrow:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)_auto] max-narrow:[&>:nth-child(3)]:hidden max-narrow:[&>:nth-child(4)]:hidden narrow:max-wide:grid-cols-[minmax(170px,1.1fr)_minmax(150px,1fr)_120px_minmax(130px,142px)_116px] wide:gap-x-5 wide:grid-cols-[minmax(220px,1.5fr)_minmax(160px,0.9fr)_220px_minmax(150px,0.85fr)_74px_128px]";

/** Rows out of view cost nothing to draw; their place is kept. */
const rowClass = `${rowColumns} min-h-[74px] px-4 py-[13px] [contain-intrinsic-size:auto_74px] [content-visibility:auto] hover:bg-hover focus-within:bg-hover [&+&]:border-t [&+&]:border-line`;

interface SiteRowProps {
  readonly row: Row;
  readonly operation: Operation | null;
  /** A rewind from here that can still be taken back. */
  readonly rewound: Operation | null;
  readonly now: number;
}

/** Drawn again only when something of it changed: there may be hundreds. */
export const SiteRow = memo(function SiteRow({ row, operation, rewound, now }: SiteRowProps) {
  const { main, lastVersion } = row;
  const state = stateWords(main, now);
  return (
    <li className={rowClass}>
      <div className="flex min-w-0 items-center gap-3">
        <SiteBadge id={row.id} title={row.title} />
        <div className="min-w-0">
          <a
            href={addressOf(toSite(row.id))}
            dir="auto"
            data-row-link
            aria-label={words.sites.timelineOf(row.title)}
            title={row.title}
            className="block truncate text-name font-strong hover:underline"
          >
            {row.title}
          </a>
          <span className="block truncate text-small leading-[17px] text-ink-3" title={main.url}>
            {plainAddress(main.url)}
          </span>
        </div>
      </div>
      {operation === null ? (
        <div className="flex min-w-0 items-start gap-2">
          <span className="mt-1.5 grid min-h-2 place-items-center">
            <StateDot kind={main.state} />
          </span>
          <div className="min-w-0">
            <span className={`block truncate ${main.state === "failing" ? "font-strong text-bad" : ""}`}>
              {state.text}
            </span>
            <span className="block truncate text-small leading-[17px] text-ink-3">
              {state.more ?? words.sites.branches(row.branches)}
            </span>
          </div>
        </div>
      ) : (
        <OperationState operation={operation} />
      )}
      <Strip strip={row.strip} createdAt={row.createdAt} state={main.state} now={now} />
      <div className="min-w-0">
        {lastVersion === null ? (
          <span className="text-ink-3">{words.sites.noVersions}</span>
        ) : (
          <>
            <span dir="auto" className="block truncate" title={lastVersion.label ?? undefined}>
              {lastVersion.label ?? causeWords(lastVersion.cause)}
            </span>
            <span className="block truncate text-small leading-[17px] text-ink-3">
              <Ago at={lastVersion.at} dayWhenOld />
            </span>
          </>
        )}
      </div>
      <div className="hidden text-right tabular-nums text-ink-2 wide:block">{bytes(row.size.total)}</div>
      <RowActions row={row} operation={operation} />
      {main.state === "failing" && operation === null && row.lastGood !== null && (
        <Rescue row={row} version={row.lastGood} now={now} />
      )}
      {rewound !== null && operation === null && main.state !== "failing" && (
        <Rewound operation={rewound} site={row.title} now={now} />
      )}
    </li>
  );
});

function RowActions({ row, operation }: Pick<SiteRowProps, "row" | "operation">) {
  const { main, title } = row;
  const target = main.state === "failing" ? row.lastGood : row.lastVersion;
  const cancel = useCancel();
  const start = useAction(() => client.branches.start({ branchId: main.id }));
  const admin = useAction(async () =>
    openAddress((await client.branches.address({ branchId: main.id, page: "admin" })).url),
  );
  const rewind = useRewind(row);
  if (operation?.cancellable === true)
    return (
      <div className="flex justify-end">
        <Button
          look="quiet"
          size="small"
          busy={cancel.running}
          aria-label={words.operations.cancelOf(operation.title)}
          onClick={() => cancel.run(operation.id)}
        >
          {words.operations.cancel}
        </Button>
      </div>
    );
  const stopped = main.state === "stopped";
  return (
    <div className="flex items-center justify-end gap-0.5">
      {stopped ? (
        <Button
          size="small"
          className="mr-1"
          busy={start.running || operation !== null}
          aria-label={words.sites.startOf(title)}
          onClick={() => start.run(undefined)}
        >
          {words.sites.start}
        </Button>
      ) : (
        <a
          href={main.url}
          target="_blank"
          rel="noopener"
          aria-label={words.sites.openOf(title)}
          className={`${buttonClass("plain", "small")} mr-1`}
        >
          {words.sites.open}
        </a>
      )}
      <IconButton
        label={words.sites.adminOf(title)}
        icon={LayoutDashboard}
        disabled={stopped || admin.running}
        onClick={() => admin.run(undefined)}
      />
      <IconButton
        label={words.sites.rewindOf(title)}
        icon={RotateCcw}
        disabled={target === null || operation !== null || rewind.running}
        onClick={() => target !== null && rewind.run(target.id)}
      />
    </div>
  );
}

interface RescueProps {
  readonly row: Row;
  /** The newest from before it failed. */
  readonly version: Version;
  readonly now: number;
}

/** A failing site offers its way back right in its row. */
function Rescue({ row, version, now }: RescueProps) {
  const rewind = useRewind(row);
  const peek = useAction(() => client.versions.peek({ versionId: version.id }));
  const { rescue } = words.sites;
  const since = row.main.failingSince;
  const say = since !== null && version.at < since ? rescue.before : rescue.text;
  const text = say(version.label ?? causeWords(version.cause), ago(version.at, now));
  return (
    <div className="col-span-full mt-[11px] mb-px ml-[46px] max-narrow:ml-0 max-narrow:flex-wrap flex items-center gap-2.5 rounded-2 bg-bad-wash py-2 pr-2.5 pl-3 text-small leading-[18px]">
      <TriangleAlert size={15} className="text-bad" />
      <span className="line-clamp-2 min-w-0 flex-1">{text}</span>
      <Button
        size="small"
        busy={peek.running}
        aria-label={rescue.lookOf(row.title)}
        onClick={() => peek.run(undefined)}
      >
        {rescue.look}
      </Button>
      <Button
        size="small"
        look="primary"
        icon={RotateCcw}
        className="tabular-nums"
        busy={rewind.running}
        aria-label={rescue.rewindOf(row.title, clock(version.at))}
        onClick={() => rewind.run(version.id)}
      >
        {rescue.rewind(clock(version.at))}
      </Button>
    </div>
  );
}

const useRewind = (row: Row) =>
  useAction((versionId: string) => client.versions.rewind({ branchId: row.main.id, versionId }));
