import { useEffect, useState } from "react";

/** The drawing of the first page: one lane, its tide lines and the present, in the timeline's own strokes. */
const height = 320;
const lineY = 84;
const bumps = [0.06, 0.13, 0.22, 0.25, 0.37, 0.42, 0.56, 0.6, 0.66, 0.81, 0.86, 0.91] as const;
const ticks = Array.from({ length: 46 }, (_, index) => ((index * 0.6180339) % 1) * 0.98);
const pins = [0.27, 0.52, 0.83];
const paces = [1, 1.9, 3.2, 5];

export function Shore() {
  const width = Math.max(900, useWindowWidth());
  const present = width - 84;
  return (
    <svg width={width} height="100%" aria-hidden="true" className="absolute inset-0">
      <rect x={present} width={200} height="100%" fill="var(--dry)" />
      {paces.map((pace, index) => (
        <path
          key={pace}
          d={tideLine(present, pace)}
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
      <path d={`M${present} 0V2000`} stroke="var(--accent)" strokeWidth={1.5} />
      <circle cx={present} cy={lineY} r={9} fill="var(--accent-wash)" />
      <circle cx={present} cy={lineY} r={4.5} fill="var(--accent)" />
    </svg>
  );
}

/** The sum of the bumps, each smoothed at one pace. */
function tideLine(present: number, pace: number): string {
  const points: string[] = [];
  for (let x = -12; x <= present; x += 4) {
    const at = x / present;
    const level = bumps.reduce((sum, bump) => sum + Math.exp(-(((at - bump) / (0.022 * pace)) ** 2)) / pace ** 0.7, 0);
    points.push(`${x} ${(lineY + 4 + Math.min(level, 1.6) * 96).toFixed(1)}`);
  }
  return `M-12 ${lineY}L${points.join("L")}L${present} ${lineY}`;
}

function useWindowWidth(): number {
  const [width, setWidth] = useState(window.innerWidth);
  useEffect(() => {
    const measure = () => setWidth(window.innerWidth);
    window.addEventListener("resize", measure);
    return () => window.removeEventListener("resize", measure);
  }, []);
  return width;
}

export const shoreHeight = height;
