import type { Hint } from "../../shared/contract";
import { AppError } from "../../shared/errors";
import type { Operation, OperationKind } from "../../shared/model/operation";
import type { BranchState, SiteRow } from "../../shared/model/views";
import type { UseCases } from "../core/use-cases";
import type { Log } from "../operations/report-error";

/** A site as menus and tray show it. */
export interface SiteGlance {
  readonly id: string;
  readonly title: string;
  readonly branchId: string;
  readonly state: BranchState;
  /** What it would be rewound to: the last version, or the last healthy one of a site whose home page fails. */
  readonly last: { readonly versionId: string; readonly at: string } | null;
  /** What is under way on it. */
  readonly doing: OperationKind | null;
}

export interface Overview {
  readonly sites: readonly SiteGlance[];
  /** What keeps the sites from being seen, in a sentence. */
  readonly problem: string | null;
}

export interface WatchedOverview {
  get(): Overview;
  /** Looks now. */
  look(): Promise<Overview>;
  close(): void;
}

/** Hints come in bursts. */
const pause = 150;

export function glanceAt(row: SiteRow, operations: readonly Operation[]): SiteGlance {
  const { id, title, main } = row;
  const version = main.state === "failing" ? row.lastGood : row.lastVersion;
  const last = version === null ? null : { versionId: version.id, at: version.at };
  const doing = operations.find((one) => one.siteId === id && one.endedAt === null)?.kind ?? null;
  return { id, title, branchId: main.id, state: main.state, last, doing };
}

/** Keeps an overview true by the app's hints. Calls back only when it says something else than before. */
export function watchOverview(
  useCases: Pick<UseCases, "sites" | "operations">,
  follow: (listener: (hint: Hint) => void) => () => void,
  log: Log,
  onChange: () => void,
): WatchedOverview {
  let current: Overview = { sites: [], problem: null };
  let timer: NodeJS.Timeout | undefined;
  const look = async () => {
    const next = await overview(useCases, log);
    if (JSON.stringify(next) !== JSON.stringify(current)) {
      current = next;
      onChange();
    }
    return current;
  };
  const stop = follow((hint) => {
    if (
      hint.kind === "settings" ||
      hint.kind === "updates" ||
      (hint.kind === "operation" && isProgress(hint.operation))
    )
      return;
    timer ??= setTimeout(() => {
      timer = undefined;
      void look();
    }, pause);
  });
  void look();
  return {
    get: () => current,
    look,
    close() {
      stop();
      clearTimeout(timer);
    },
  };
}

/** A step of something that goes on: neither its beginning nor its end. */
function isProgress({ endedAt, landedAt, steps }: Operation): boolean {
  return endedAt === null && landedAt === null && steps.some(({ state }) => state === "done");
}

async function overview({ sites, operations }: Pick<UseCases, "sites" | "operations">, log: Log): Promise<Overview> {
  const { signal } = new AbortController();
  try {
    const [rows, running] = await Promise.all([sites.list(undefined, signal), operations.list(undefined, signal)]);
    return { sites: rows.map((row) => glanceAt(row, running)), problem: null };
  } catch (error) {
    if (error instanceof AppError) return { sites: [], problem: error.message };
    log.error({ err: error }, "the sites could not be listed for the menus");
    return { sites: [], problem: String(error) };
  }
}
