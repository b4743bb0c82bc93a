import { Monitor, Moon, Sun } from "lucide-react";
import { languages } from "../../shared/languages";
import { Select } from "../ui/field";
import { Segmented } from "../ui/segmented";
import { words } from "../words";
import { languageNames } from "../words/languages";
import { SettingRow, SettingsSection } from "./setting-row";
import { useSetting } from "./use-setting";

export function LookSettings() {
  const text = words.settings.look;
  const theme = useSetting("theme");
  return (
    <SettingsSection id="look" title={text.title}>
      <SettingRow label={text.theme} note={text.themeNote} failure={theme.failure}>
        {({ describedBy }) => (
          <Segmented
            label={text.theme}
            describedBy={describedBy}
            value={theme.value ?? "system"}
            options={[
              { value: "system", label: text.themes.system, icon: Monitor },
              { value: "light", label: text.themes.light, icon: Sun },
              { value: "dark", label: text.themes.dark, icon: Moon },
            ]}
            onChange={theme.set}
          />
        )}
      </SettingRow>
      {languages.length > 1 && <Language />}
    </SettingsSection>
  );
}

function Language() {
  const text = words.settings.look;
  const { value, set, failure } = useSetting("language");
  const known = languages.find((one) => one === value);
  return (
    <SettingRow label={text.language} note={text.languageNote} failure={failure}>
      {({ describedBy }) => (
        <Select
          aria-label={text.language}
          aria-describedby={describedBy}
          frame="w-[200px]"
          value={known ?? "system"}
          options={[
            { value: "system", label: text.languageSystem },
            ...languages.map((one) => ({ value: one, label: languageNames[one] })),
          ]}
          onChange={(event) => set(languages.find((one) => one === event.target.value) ?? "system")}
        />
      )}
    </SettingRow>
  );
}
