import { Info } from "lucide-react";
import type { RetentionPreview } from "../../shared/model/recording";
import { bytes } from "../ui/bytes";
import { useNow } from "../ui/now";
import { dayName } from "../ui/time";
import { words } from "../words";

interface RetentionNoteProps {
  readonly preview: RetentionPreview | undefined;
  /** Another answer is on its way. */
  readonly stale: boolean;
}

/** What saving would do, before it is done. */
export function RetentionNote({ preview, stale }: RetentionNoteProps) {
  const text = words.recording.settings.preview;
  const now = useNow(60_000);
  if (preview === undefined) return null;
  const { kept, dropped, freedBytes, oldestSecond } = preview;
  return (
    <span role="status" className={`flex items-start gap-2 text-ink-2 tabular-nums ${stale ? "opacity-60" : ""}`}>
      <Info size={14} aria-hidden="true" className="mt-[2px] shrink-0" />
      <span>
        {dropped === 0 ? text.all(kept) : text.some(kept, kept + dropped, bytes(freedBytes))}{" "}
        {oldestSecond === null ? text.noSeconds : text.seconds(dayName(oldestSecond, now))}
      </span>
    </span>
  );
}
