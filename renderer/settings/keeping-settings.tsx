import type { CSSProperties } from "react";
import type { RetentionPreview } from "../../shared/model/recording";
import type { RetentionPolicy } from "../../shared/model/recording-policy";
import { bytes } from "../ui/bytes";
import { Select } from "../ui/field";
import { words } from "../words";
import { KeepingPicture } from "./keeping-picture";
import { days, hours } from "./long-duration";
import { budgetSteps, withValue } from "./policy-draft";
import { SettingRow } from "./setting-row";

const tiers = [
  { tier: "weekly", offered: [0, 90, 180, 365, 730, 1825], name: days },
  { tier: "daily", offered: [0, 7, 14, 30, 60, 90, 365], name: days },
  { tier: "hourly", offered: [0, 1, 3, 7, 14, 30], name: days },
  { tier: "everything", offered: [6, 12, 24, 48, 72, 168], name: hours },
] as const;

const secondsOffered = [0, 1, 3, 7, 14, 30, 60, 90, 180, 365];

interface KeepingSettingsProps {
  readonly policy: RetentionPolicy;
  readonly preview: RetentionPreview | undefined;
  onChange(policy: RetentionPolicy): void;
}

/** How much is kept: the picture, and below each of its zones how long it lasts. */
export function KeepingSettings({ policy, preview, onChange }: KeepingSettingsProps) {
  const text = words.recording.settings;
  const steps = budgetSteps(policy.budget);
  const step = Math.max(0, steps.indexOf(policy.budget));
  const limit = policy.budget === null ? text.noLimit : bytes(policy.budget);
  return (
    <>
      <KeepingPicture policy={policy} />
      {/* As wide as the picture up to its present. */}
      <div className="border-b border-line pr-[0.84%] pb-3.5">
        <div className="grid grid-cols-[32.5fr_28.3fr_22.4fr_16.8fr]">
          {tiers.map(({ tier, offered, name }) => (
            <div key={tier} className="min-w-0 border-l border-line-2 pr-2 pl-[6px]">
              <label htmlFor={`keep-${tier}`} className="block truncate text-small text-ink-2">
                {text.tiers[tier]}
              </label>
              <Select
                id={`keep-${tier}`}
                height="small"
                frame="mt-1 max-w-[130px] text-small"
                value={policy[tier]}
                options={withValue(offered, policy[tier]).map((value) => ({
                  value: String(value),
                  label: value === 0 ? text.none : name(value),
                }))}
                onChange={(event) => onChange({ ...policy, [tier]: Number(event.target.value) })}
              />
              <p className="mt-1 h-4 truncate text-micro text-ink-3 tabular-nums">{kept(preview, tier)}</p>
            </div>
          ))}
        </div>
      </div>
      <SettingRow label={text.seconds} note={text.secondsNote}>
        {({ describedBy }) => (
          <Select
            aria-label={text.seconds}
            aria-describedby={describedBy}
            frame="w-[200px]"
            value={policy.seconds}
            options={withValue(secondsOffered, policy.seconds).map((value) => ({
              value: String(value),
              label: value === 0 ? text.never : days(value),
            }))}
            onChange={(event) => onChange({ ...policy, seconds: Number(event.target.value) })}
          />
        )}
      </SettingRow>
      <SettingRow label={text.budget} note={text.budgetNote}>
        {({ describedBy }) => (
          <span className="flex items-center gap-4">
            <input
              type="range"
              min={0}
              max={steps.length - 1}
              value={step}
              aria-label={text.budget}
              aria-describedby={describedBy}
              aria-valuetext={limit}
              onChange={(event) => onChange({ ...policy, budget: steps[Number(event.target.value)] ?? null })}
              // How much of the track is filled; the style sheet can't know the value.
              style={{ "--filled": step / (steps.length - 1) } as CSSProperties}
              className="tide-range w-[180px]"
            />
            <output className="w-[64px] text-end tabular-nums" aria-hidden="true">
              {limit}
            </output>
          </span>
        )}
      </SettingRow>
    </>
  );
}

/** How many versions of a tier would stay. */
function kept(preview: RetentionPreview | undefined, tier: (typeof tiers)[number]["tier"]): string {
  const found = preview?.tiers.find((one) => one.tier === tier);
  return found === undefined ? "" : words.recording.settings.versions(found.versions);
}
