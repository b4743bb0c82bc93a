import type { RecordingPolicy } from "../../shared/model/recording-policy";
import { Select } from "../ui/field";
import { Switch } from "../ui/switch";
import { words } from "../words";
import { longDuration } from "./long-duration";
import { withValue } from "./policy-draft";
import { SettingRow } from "./setting-row";

interface TakingSettingsProps {
  readonly policy: RecordingPolicy;
  onChange(policy: RecordingPolicy): void;
}

const rows = [
  { field: "restSeconds", offered: [10, 20, 60, 300, 900] },
  { field: "busySeconds", offered: [60, 300, 900, 1800, 3600] },
  { field: "noiseSeconds", offered: [0, 3600, 21_600, 86_400] },
] as const;

/** When versions take themselves. */
export function TakingSettings({ policy, onChange }: TakingSettingsProps) {
  const text = words.recording.settings;
  return (
    <>
      <SettingRow label={text.automatic} note={text.automaticNote}>
        {(ids) => (
          <Switch {...ids} on={policy.automatic} onChange={(automatic) => onChange({ ...policy, automatic })} />
        )}
      </SettingRow>
      <SettingRow label={text.beforeRisks} note={text.beforeRisksNote}>
        {(ids) => (
          <Switch
            {...ids}
            on={policy.automatic && policy.beforeRisks}
            disabled={!policy.automatic}
            onChange={(beforeRisks) => onChange({ ...policy, beforeRisks })}
          />
        )}
      </SettingRow>
      {rows.map(({ field, offered }) => (
        <SettingRow key={field} label={text[field]} note={text.notes[field]}>
          {({ describedBy }) => (
            <Select
              aria-label={text[field]}
              aria-describedby={describedBy}
              frame="w-[200px]"
              disabled={!policy.automatic}
              className="disabled:text-ink-3"
              value={policy[field]}
              options={withValue(offered, policy[field]).map((value) => ({
                value: String(value),
                label: value === 0 ? text.never : text.choices[field](longDuration(value)),
              }))}
              onChange={(event) => onChange({ ...policy, [field]: Number(event.target.value) })}
            />
          )}
        </SettingRow>
      ))}
      <SettingRow label={text.durable} note={text.durableNote}>
        {(ids) => <Switch {...ids} on={policy.durable} onChange={(durable) => onChange({ ...policy, durable })} />}
      </SettingRow>
    </>
  );
}
