import { useQuery } from "@tanstack/react-query";
import { api } from "../api/client";
import { bytes } from "../ui/bytes";
import { Skeleton } from "../ui/skeleton";
import { words } from "../words";

const parts = [
  ["site", "bg-lane"],
  ["branches", "bg-tide"],
  ["versions", "bg-accent"],
  ["log", "bg-lane-rest"],
] as const;

/** Where the room of a site goes. The colours are named below; the order is the same. */
export function SpaceBar({ siteId }: { readonly siteId: string }) {
  const text = words.recording.settings.space;
  const space = useQuery({
    ...api.recording.space.queryOptions({ input: { siteId } }),
    // Nobody hints at sizes.
    staleTime: 0,
  }).data;
  if (space === undefined) return <Skeleton className="my-3 h-10 w-full" />;
  const shown = parts.filter(([part]) => space[part] > 0);
  return (
    <div className="py-3.5">
      <div
        role="img"
        aria-label={text.label(bytes(space.total))}
        className="flex h-3.5 gap-0.5 overflow-hidden rounded-[4px] bg-sunken shadow-well"
      >
        {shown.map(([part, colour]) => (
          <div
            key={part}
            className={`h-full min-w-0.5 ${colour}`}
            style={{ width: `${(space[part] / Math.max(1, space.total)) * 100}%` }}
          />
        ))}
      </div>
      <div className="mt-2 flex flex-wrap gap-x-[18px] gap-y-1 text-small text-ink-2 tabular-nums">
        {shown.map(([part, colour]) => (
          <span key={part} className="flex items-center gap-1.5">
            <i className={`size-[9px] rounded-[2px] ${colour}`} /> {text.parts[part]} {bytes(space[part])}
          </span>
        ))}
        <span className="ml-auto">{text.total(bytes(space.total))}</span>
      </div>
    </div>
  );
}
