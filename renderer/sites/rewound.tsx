import { CircleCheck, Undo2, X } from "lucide-react";
import type { Operation } from "../../shared/model/operation";
import { dismiss } from "../app/interface-state";
import { useUndo } from "../operations/operation-actions";
import { operationTitle } from "../operations/operation-title";
import { isOver, tookFor } from "../operations/progress";
import { Button, IconButton } from "../ui/button";
import { duration } from "../ui/time";
import { words } from "../words";

/** The rewind this page started last on a site, as long as it was not read. */
export function rewoundOn(
  operations: readonly Operation[],
  siteId: string,
  started: ReadonlySet<string>,
  dismissed: ReadonlySet<string>,
): Operation | null {
  const last = operations.find((one) => one.siteId === siteId && isOver(one));
  if (last === undefined || last.kind !== "rewind" || last.state !== "done") return null;
  return started.has(last.id) && !dismissed.has(last.id) ? last : null;
}

interface RewoundProps {
  readonly operation: Operation;
  readonly site: string;
  readonly now: number;
}

/** After a rewind from the list of sites: what came of it, and the way back, in the site's own row. */
export function Rewound({ operation, site, now }: RewoundProps) {
  const undo = useUndo();
  const took = tookFor(operation);
  return (
    <div
      role="status"
      className="col-span-full mt-[11px] mb-px ml-[46px] flex items-center gap-2.5 rounded-2 bg-accent-wash py-2 pr-1.5 pl-3 text-small leading-[18px]"
    >
      <CircleCheck size={15} className="text-good" />
      <span className="min-w-0 flex-1 truncate tabular-nums">
        <b className="font-strong">{operationTitle(operation, now)}.</b>{" "}
        {took === null ? "" : `${words.operations.took(duration(took))} `}
        {words.sites.rewound.lead}
      </span>
      {operation.undoable && (
        <Button
          size="small"
          icon={Undo2}
          busy={undo.running}
          aria-label={words.sites.rewound.undoOf(site)}
          onClick={() => undo.run(operation.id)}
        >
          {words.operations.undoRewind}
        </Button>
      )}
      <IconButton size="small" label={words.operations.dismiss} icon={X} onClick={() => dismiss(operation.id)} />
    </div>
  );
}
