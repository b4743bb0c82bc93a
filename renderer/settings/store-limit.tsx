import { type CSSProperties, useState } from "react";
import { useHealth } from "../api/queries";
import { bytes } from "../ui/bytes";
import { classNames } from "../ui/class-names";
import { words } from "../words";
import { limitSteps } from "./limit-steps";
import { SettingRow } from "./setting-row";
import { useSetting } from "./use-setting";

/** How much of the disk Tidemark may take, beside what it takes now. */
export function StoreLimit() {
  const text = words.settings.disk;
  const { value, set, failure } = useSetting("storeLimit");
  const store = useHealth().data?.store ?? null;
  const [draft, setDraft] = useState<number | null | undefined>(undefined);
  const saved = value ?? null;
  const room = store === null ? null : store.usedBytes + store.hostFreeBytes;
  const steps = limitSteps(saved, room);
  const shown = draft === undefined ? saved : draft;
  const name = shown === null ? text.noLimit : bytes(shown);
  const keep = () => {
    if (draft !== undefined && draft !== saved) set(draft);
    setDraft(undefined);
  };
  const below = shown !== null && store !== null && shown < store.usedBytes;
  return (
    <SettingRow
      label={text.limit}
      note={text.limitNote}
      failure={failure}
      below={
        <>
          <Use store={store} limit={shown} />
          <p role="status" className="text-small text-warn empty:hidden">
            {below ? text.below : ""}
          </p>
        </>
      }
    >
      {({ describedBy }) => (
        <span className="flex items-center gap-4">
          <input
            type="range"
            min={0}
            max={steps.length - 1}
            value={Math.max(0, steps.indexOf(shown))}
            aria-label={text.limit}
            aria-describedby={describedBy}
            aria-valuetext={name}
            disabled={value === undefined}
            onChange={(event) => setDraft(steps[Number(event.target.value)] ?? null)}
            onPointerUp={keep}
            onKeyUp={keep}
            onBlur={keep}
            // How much of the track is filled; the style sheet can't know the value.
            style={{ "--filled": Math.max(0, steps.indexOf(shown)) / (steps.length - 1) } as CSSProperties}
            className="tide-range w-[180px]"
          />
          <output className="w-[64px] text-end tabular-nums" aria-hidden="true">
            {name}
          </output>
        </span>
      )}
    </SettingRow>
  );
}

interface UseProps {
  readonly store: { readonly usedBytes: number; readonly hostFreeBytes: number } | null;
  readonly limit: number | null;
}

function Use({ store, limit }: UseProps) {
  const text = words.settings.disk;
  if (store === null) return <p className="mt-3 h-[30px] text-small text-ink-3">{text.unknown}</p>;
  const { usedBytes, hostFreeBytes } = store;
  const whole = limit ?? usedBytes + hostFreeBytes;
  const share = whole === 0 ? 1 : Math.min(1, usedBytes / whole);
  const full = limit !== null && usedBytes >= limit;
  return (
    <div className="mt-3 h-[30px]">
      <div aria-hidden="true" className="h-1 overflow-hidden rounded-[2px] bg-line">
        <div
          className={classNames("h-full origin-left", full ? "bg-warn" : "bg-lane")}
          style={{ transform: `scaleX(${share})` }}
        />
      </div>
      <p className="mt-1.5 flex justify-between text-small text-ink-2 tabular-nums">
        <span>{limit === null ? text.used(bytes(usedBytes)) : text.usedOf(bytes(usedBytes), bytes(limit))}</span>
        <span className="text-ink-3">{text.left(bytes(hostFreeBytes))}</span>
      </p>
    </div>
  );
}
