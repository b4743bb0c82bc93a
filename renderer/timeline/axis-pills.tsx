import { ArrowRight } from "lucide-react";
import type { Ref } from "react";
import { classNames } from "../ui/class-names";
import { clock, span as durationWords } from "../ui/time";
import { timelineWords } from "../words";
import { useReadout } from "./readout";
import { type Scene, xOf } from "./scene";
import type { TimelineView } from "./view";

const pillClass =
  "pointer-events-none invisible absolute left-0 whitespace-nowrap bg-accent font-bold text-on-accent tabular-nums";

/** The present in the axis. Each frame places it. */
export function NowPill({ now, ref }: { readonly now: number; readonly ref: Ref<HTMLDivElement> }) {
  return (
    <div
      ref={ref}
      aria-hidden="true"
      className={classNames(pillClass, "top-[3px] h-5 rounded-full px-2 text-micro leading-5")}
    >
      {timelineWords.now} {clock(now)}
    </div>
  );
}

/** The moment under the scrubber, larger: it is what the person holds. */
export function MomentPill({ at, ref }: { readonly at: number; readonly ref: Ref<HTMLDivElement> }) {
  return (
    <div
      ref={ref}
      aria-hidden="true"
      className={classNames(pillClass, "top-[2px] z-[3] h-6 rounded-full px-2.5 text-base leading-6")}
    >
      {clock(at)}
    </div>
  );
}

/** Puts a pill over its instant, whole inside the plot, and hides it while the instant is out of view. */
export function placePill(pill: HTMLDivElement | null, scene: Scene, at: number | null): void {
  if (pill === null) return;
  const x = at === null ? -1 : xOf(scene, at);
  pill.style.visibility = x >= 0 && x <= scene.width ? "visible" : "hidden";
  // Its own width is known to the style sheet alone: to ask for it would lay the page out once more in every frame.
  pill.style.transform = `translateX(round(clamp(2px, ${x.toFixed(1)}px - 50%, ${scene.width - 2}px - 100%), 1px))`;
}

/** When the present is out of view: how far away it is, and the way there. */
export function NowChip({ view, now }: { readonly view: TimelineView; readonly now: number }) {
  const ahead = useReadout(view.store, ({ span }) =>
    span !== null && span.to < now ? durationWords(now - span.to) : null,
  );
  if (ahead === null) return null;
  return (
    <button
      type="button"
      onClick={() => view.goToNow()}
      className="absolute top-1.5 right-2.5 z-[2] flex h-6 items-center gap-[5px] rounded-full bg-surface px-[9px] font-medium text-accent text-small shadow-[0_0_0_1px_var(--accent-line)] hover:bg-[image:linear-gradient(var(--hover),var(--hover))]"
    >
      {timelineWords.nowAhead(ahead)} <ArrowRight size={13} />
    </button>
  );
}
