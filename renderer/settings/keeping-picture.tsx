import type { RetentionPolicy } from "../../shared/model/recording-policy";
import { words } from "../words";
import { placeOfAge, zonesOf } from "./keeping";

const width = 720;
const line = 27;
/** Of the pinned and named ones that stand in every zone: where they stand is made up. */
const kept = [0.21, 0.46, 0.72];

/**
 * What a policy keeps, with the marks of the timeline: ticks as dense as versions stay, those that are kept whatever
 * comes, a solid line as far as every second can be gone to and a dotted one where only versions can.
 */
export function KeepingPicture({ policy }: { readonly policy: RetentionPolicy }) {
  const zones = zonesOf(policy, width - 6);
  const oldest = zones.find(({ step }) => step !== null)?.from ?? 0;
  const seconds = policy.seconds === 0 ? width - 6 : Math.max(oldest, placeOfAge(policy, width - 6, policy.seconds));
  return (
    <svg viewBox={`0 0 ${width} 38`} role="img" aria-label={words.recording.settings.picture} className="block w-full">
      {zones.map(({ tier, from, to, step }) => (
        <g key={tier}>
          <path d={`M${from + 0.5} 10V38`} stroke="var(--line-2)" fill="none" />
          {step !== null && <path d={ticks(from + 4, to - 2, step)} stroke="var(--mark)" fill="none" />}
        </g>
      ))}
      <path
        d={`M${oldest} ${line}H${seconds}`}
        stroke="var(--lane-rest)"
        strokeWidth={2}
        strokeDasharray="2 4"
        fill="none"
      />
      <path d={`M${seconds} ${line}H${width - 6}`} stroke="var(--lane)" strokeWidth={2} fill="none" />
      {kept.map((share) => {
        const x = share * width;
        return (
          <g key={share} fill="var(--lane)">
            <path d={`M${x} ${line}V9`} stroke="var(--lane)" strokeWidth={1.6} fill="none" />
            <path d={`M${x} 1l5 5l-5 5l-5-5z`} />
          </g>
        );
      })}
      <circle cx={width - 6} cy={line} r={4} fill="var(--accent)" />
    </svg>
  );
}

function ticks(from: number, to: number, step: number): string {
  let path = "";
  for (let x = from; x < to; x += step) path += `M${x.toFixed(1)} ${line - 1}v-11`;
  return path;
}
