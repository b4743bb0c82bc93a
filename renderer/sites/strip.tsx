import type { BranchState, SiteRow } from "../../shared/model/views";
import { day } from "../ui/time";
import { useWide } from "../ui/wide";
import { words } from "../words";

const height = 30;
const lineY = 18;

interface StripProps {
  readonly strip: SiteRow["strip"];
  readonly createdAt: string;
  readonly state: BranchState;
  readonly now: number;
}

/** Two weeks of a site in the timeline's own marks; the present at its right end. */
export function Strip({ strip, createdAt, state, now }: StripProps) {
  const width = useWide() ? 220 : 120;
  const present = width - 5;
  const x = (at: string) => present - ((now - new Date(at).getTime()) / (14 * day)) * (present - 2);
  const start = Math.min(present - 12, Math.max(0, x(createdAt)));
  const awake = state === "running" || state === "starting" || state === "failing";
  const inside = strip.filter((one) => x(one.at) >= 0);
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="xMaxYMid meet"
      role="img"
      aria-label={words.sites.strip(inside.length)}
      className="block h-[30px] w-full"
    >
      <path
        d={`M${start.toFixed(1)} ${lineY}H${present}`}
        stroke={awake ? "var(--lane)" : "var(--lane-rest)"}
        strokeWidth={awake ? 2 : 1.25}
        strokeLinecap="round"
      />
      {inside.map((one) => (
        <VersionMark key={one.at} x={Math.min(x(one.at), present)} special={one.special} />
      ))}
      {state === "failing" && <rect x={present - 14} y={lineY - 6} width={12} height={5} fill="var(--bad)" />}
      <circle
        cx={present}
        cy={lineY}
        r={awake ? 4.5 : 3.75}
        fill={awake ? "var(--accent)" : "var(--surface)"}
        stroke={awake ? "none" : "var(--lane-rest)"}
        strokeWidth={1.75}
      />
    </svg>
  );
}

function VersionMark({ x, special }: { readonly x: number; readonly special: boolean }) {
  if (!special)
    return (
      <path d={`M${x.toFixed(1)} ${lineY + 3}v-10`} stroke="var(--mark)" strokeWidth={1.25} strokeLinecap="round" />
    );
  return (
    <>
      <path d={`M${x.toFixed(1)} ${lineY + 3}v-14`} stroke="var(--lane)" strokeWidth={1.75} strokeLinecap="round" />
      <path d={`M${x.toFixed(1)} ${lineY - 17}l4 4l-4 4l-4 -4z`} fill="var(--lane)" />
    </>
  );
}
