import { TriangleAlert } from "lucide-react";
import type { RecorderState } from "../../shared/model/recording";
import { addressOf } from "../app/router";
import { buttonClass } from "../ui/button";
import { Spinner } from "../ui/state-dot";
import { figure } from "../ui/figure";
import { words } from "../words";

/** That recording is behind or stands still: what happened, what is safe, what to do. */
export function RecorderNote({ state }: { readonly state: Exclude<RecorderState, { kind: "live" }> }) {
  const text = words.recording.status;
  if (state.kind === "catching-up")
    return (
      <span role="status" className="flex min-w-0 items-center gap-2">
        <Spinner />
        <span className="truncate">{text.catchingUp(figure(Math.floor(state.share * 100)))}</span>
      </span>
    );
  const { what, safe, act } = text.stopped[state.reason];
  return (
    <span role="status" className="flex min-w-0 items-center gap-2">
      <TriangleAlert size={13} aria-hidden="true" className="shrink-0 text-warn" />
      <span title={`${what} ${safe}`} className="min-w-0 truncate">
        <b className="text-warn!">{what}</b> {safe}
      </span>
      <a href={addressOf({ kind: "health" })} className={`${buttonClass("plain", "small")} shrink-0`}>
        {act}
      </a>
    </span>
  );
}
