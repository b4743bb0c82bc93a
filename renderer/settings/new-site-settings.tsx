import { useChoices } from "../api/queries";
import { defaultSoftware, isOffered } from "../sites/default-software";
import { SoftwareFields } from "../sites/software-fields";
import { Segmented } from "../ui/segmented";
import { words } from "../words";
import { SettingRow, SettingsSection } from "./setting-row";
import { useSetting } from "./use-setting";

export function NewSiteSettings() {
  const text = words.settings.newSites;
  const { value, set, failure } = useSetting("software");
  const choices = useChoices().data;
  const newest = choices?.defaults;
  const gone = choices !== undefined && value != null && !isOffered(choices, value);
  return (
    <SettingsSection id="new-sites" title={text.title}>
      <SettingRow
        label={text.versions}
        note={
          <>
            {text.versionsNote}{" "}
            {newest === undefined ? text.unknown : text.newestNow(newest.wordpress, newest.php, newest.mariadb)}
          </>
        }
        failure={failure}
        below={
          value != null && (
            <div className="max-w-[480px] pt-3">
              <SoftwareFields choices={choices} value={choices === undefined ? null : shown(value)} onChange={set} />
              {gone && <p className="-mt-3 text-small text-ink-2">{text.gone}</p>}
            </div>
          )
        }
      >
        {({ describedBy }) => (
          <Segmented
            label={text.which}
            describedBy={describedBy}
            value={value == null ? "newest" : "these"}
            options={[
              { value: "newest", label: text.newest },
              { value: "these", label: text.these, disabled: newest === undefined && value == null },
            ]}
            onChange={(which) => set(which === "newest" ? null : (value ?? newest ?? null))}
          />
        )}
      </SettingRow>
    </SettingsSection>
  );

  function shown(software: NonNullable<typeof value>) {
    return choices === undefined ? software : defaultSoftware(choices, software);
  }
}
