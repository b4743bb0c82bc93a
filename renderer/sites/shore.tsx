import { useEffect, useState } from "react";

/** The drawing of the first page: one lane, its tide lines and the present, in the timeline's own strokes. */
interface Busy {
  /** Where along the lane, 0 to 1. */
  readonly at: number;
  readonly weight: number;
  readonly width: number;
}

const busy: readonly Busy[] = [
  { at: 0.02, weight: 0.5, width: 0.03 },
  { at: 0.1, weight: 0.62, width: 0.024 },
  { at: 0.16, weight: 1.35, width: 0.035 },
  { at: 0.235, weight: 0.95, width: 0.02 },
  { at: 0.37, weight: 0.55, width: 0.026 },
  { at: 0.415, weight: 1.05, width: 0.026 },
  { at: 0.565, weight: 0.7, width: 0.017 },
  { at: 0.595, weight: 1.2, width: 0.02 },
  { at: 0.665, weight: 1.15, width: 0.027 },
  { at: 0.72, weight: 0.4, width: 0.022 },
  { at: 0.86, weight: 0.75, width: 0.025 },
  { at: 0.905, weight: 1.2, width: 0.026 },
];
const ticks = Array.from({ length: 46 }, (_, index) => ((index * 0.6180339) % 1) * 0.98);
const pins = [0.27, 0.52, 0.83];
const paces = [1, 1.9, 3.2, 5];
/** At a window 800 px high. */
const lineAt = 84;
const deepest = 150;

export function Shore() {
  const window = useWindowSize();
  const width = Math.max(900, window.width);
  const scale = Math.min(1.6, Math.max(0.7, window.height / 800));
  const present = width - 84;
  const lineY = Math.round(lineAt * scale);
  return (
    <svg width={width} height="100%" aria-hidden="true" className="absolute inset-0">
      <rect x={present} width={200} height="100%" fill="var(--dry)" />
      {paces.map((pace, index) => (
        <path
          key={pace}
          d={tideLine(present, pace, lineY, deepest * scale)}
          fill={index === 0 ? "var(--tide-wash)" : "none"}
          stroke="var(--tide)"
          strokeWidth={index === 0 ? 1.15 : 1}
          opacity={[1, 0.72, 0.5, 0.34][index]}
        />
      ))}
      <path d={`M0 ${lineY}H${present}`} stroke="var(--lane)" strokeWidth={2} />
      {ticks.map((at) => (
        <path
          key={at}
          d={`M${Math.round(at * present) + 0.5} ${lineY + 3}v-10`}
          stroke="var(--mark)"
          strokeWidth={1.25}
        />
      ))}
      {pins.map((at) => (
        <g key={at} transform={`translate(${Math.round(at * present) + 0.5} ${lineY})`}>
          <path d="M0 3V-20" stroke="var(--lane)" strokeWidth={1.75} strokeLinecap="round" />
          <path d="M0 -27l5.5 5.5l-5.5 5.5l-5.5 -5.5z" fill="var(--lane)" />
        </g>
      ))}
      <path d={`M${present} 0V4000`} stroke="var(--accent)" strokeWidth={1.5} />
      <circle cx={present} cy={lineY} r={9} fill="var(--accent-wash)" />
      <circle cx={present} cy={lineY} r={4.5} fill="var(--accent)" />
    </svg>
  );
}

/** The sum of the busy times, each smoothed at one pace; it never goes deeper than `deep` pixels below the line. */
function tideLine(present: number, pace: number, lineY: number, deep: number): string {
  const points: string[] = [];
  for (let x = -12; x <= present; x += 4) {
    const at = x / present;
    const level = busy.reduce(
      (sum, one) => sum + (one.weight * Math.exp(-(((at - one.at) / (one.width * pace)) ** 2))) / pace ** 0.62,
      0,
    );
    points.push(`${x} ${(lineY + 4 + Math.tanh(level * 0.95) * deep).toFixed(1)}`);
  }
  return `M-12 ${lineY}L${points.join("L")}L${present} ${lineY}`;
}

function useWindowSize(): { readonly width: number; readonly height: number } {
  const [size, setSize] = useState(measured);
  useEffect(() => {
    const measure = () => setSize(measured());
    window.addEventListener("resize", measure);
    return () => window.removeEventListener("resize", measure);
  }, []);
  return size;
}

const measured = () => ({ width: window.innerWidth, height: window.innerHeight });
