import type { Health } from "../../shared/model/views";
import { bytes } from "../ui/bytes";
import { words } from "../words";

type Store = NonNullable<Health["store"]>;

const parts = [
  ["sites", "bg-lane"],
  ["branches", "bg-tide"],
  ["history", "bg-accent"],
  ["trash", "bg-lane-rest"],
] as const;

interface UseBarProps {
  readonly store: Store;
  /** What the person lets the store take; null: what the disk gives. */
  readonly limit: number | null;
}

/** What takes the room, out of what there is. The colours are named below; the order is the same. */
export function UseBar({ store, limit }: UseBarProps) {
  const text = words.health;
  const reach = Math.min(store.capacityBytes, store.usedBytes + Math.min(store.freeBytes, store.hostFreeBytes));
  const capacity = Math.max(store.usedBytes, limit === null ? reach : Math.min(limit, store.capacityBytes));
  const shown = parts.filter(([part]) => store.parts[part] > 0);
  const label = text.store(bytes(store.usedBytes), bytes(capacity));
  return (
    <>
      <div
        role="img"
        aria-label={label}
        className="flex h-3.5 gap-0.5 overflow-hidden rounded-[4px] bg-sunken shadow-well"
      >
        {shown.map(([part, colour]) => (
          <div
            key={part}
            className={`h-full min-w-0.5 ${colour}`}
            style={{ width: `${(store.parts[part] / Math.max(1, capacity)) * 100}%` }}
          />
        ))}
      </div>
      <div className="mt-2 flex flex-wrap gap-x-[18px] gap-y-1 text-small tabular-nums text-ink-2">
        {shown.map(([part, colour]) => (
          <span key={part} className="flex items-center gap-1.5">
            <i className={`size-[9px] rounded-[2px] ${colour}`} /> {text.parts[part]} {bytes(store.parts[part])}
          </span>
        ))}
        <span className="ml-auto">{text.of(bytes(store.usedBytes), bytes(capacity))}</span>
      </div>
    </>
  );
}
