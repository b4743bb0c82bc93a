import { bytes } from "../ui/bytes";
import { words } from "../words";

interface UseBarProps {
  readonly used: number;
  readonly capacity: number;
}

export function UseBar({ used, capacity }: UseBarProps) {
  const text = words.health;
  const share = capacity === 0 ? 0 : Math.min(1, used / capacity);
  return (
    <>
      <div
        role="img"
        aria-label={text.store(bytes(used), bytes(capacity))}
        className="h-3.5 overflow-hidden rounded-[4px] bg-sunken shadow-well"
      >
        <div className="h-full origin-left bg-lane" style={{ transform: `scaleX(${share})` }} />
      </div>
      <div className="mt-2 flex flex-wrap gap-x-[18px] text-small tabular-nums text-ink-2">
        <span className="flex items-center gap-1.5">
          <i className="size-[9px] rounded-[2px] bg-lane" /> {text.used} {bytes(used)}
        </span>
        <span className="flex-1" />
        <span>{text.of(bytes(used), bytes(capacity))}</span>
      </div>
    </>
  );
}
