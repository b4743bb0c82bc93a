import type { KeyboardEvent } from "react";
import type { Operation } from "../../shared/model/operation";
import type { SiteRow as Row } from "../../shared/model/views";
import { useInterface } from "../app/interface-state";
import { runningOn } from "../operations/progress";
import { Button } from "../ui/button";
import { words } from "../words";
import { PendingRow } from "./pending-row";
import { rewoundOn } from "./rewound";
import { SiteRow } from "./site-row";

interface SiteRowsProps {
  readonly rows: readonly Row[];
  readonly pending: readonly Operation[];
  readonly operations: readonly Operation[];
  readonly now: number;
  /** Takes search and filter away. */
  onShowAll(): void;
}

/** All sites; the arrow keys go from one to the next, Enter opens its timeline. */
export function SiteRows({ rows, pending, operations, now, onShowAll }: SiteRowsProps) {
  const { started, dismissed } = useInterface();
  if (rows.length === 0 && pending.length === 0)
    return (
      <div className="flex items-center gap-3 rounded-3 bg-surface px-4 py-5 shadow-card">
        <p className="flex-1 text-ink-2">{words.sites.find.none}</p>
        <Button size="small" onClick={onShowAll}>
          {words.sites.find.clear}
        </Button>
      </div>
    );
  return (
    // The keys are a shortcut; every control in the rows is also reached by Tab.
    <ul
      aria-label={words.sites.list}
      onKeyDown={moveBetweenRows}
      className="overflow-hidden rounded-3 bg-surface shadow-card"
    >
      {pending.map((operation) => (
        <PendingRow key={operation.id} operation={operation} />
      ))}
      {rows.map((row) => (
        <SiteRow
          key={row.id}
          row={row}
          operation={runningOn(operations, row.id)}
          rewound={rewoundOn(operations, row.id, started, dismissed)}
          now={now}
        />
      ))}
    </ul>
  );
}

const steps: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(last, at + 1),
  ArrowUp: (at) => Math.max(0, at - 1),
  Home: () => 0,
  End: (_, last) => last,
};

function moveBetweenRows(event: KeyboardEvent<HTMLUListElement>): void {
  const step = steps[event.key];
  if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-row-link]")];
  const row = event.target instanceof Element ? event.target.closest("li") : null;
  const at = links.findIndex((link) => row?.contains(link));
  if (at < 0) return;
  event.preventDefault();
  links[step(at, links.length - 1)]?.focus();
}
