import type { Settings } from "../../shared/model/settings";
import { Select } from "../ui/field";
import { Segmented } from "../ui/segmented";
import { Switch } from "../ui/switch";
import { UpdateStatus } from "../updates/update-status";
import { words } from "../words";
import { SettingRow, SettingsSection } from "./setting-row";
import { useSetting } from "./use-setting";

const updates = ["automatic", "ask", "off"] as const satisfies readonly Settings["updates"][];

/** How Tidemark itself behaves. `desktop`: what only a desktop app can do is shown, too. */
export function AppSettings({ desktop }: { readonly desktop: boolean }) {
  const text = words.settings.app;
  const atQuit = useSetting("atQuit");
  return (
    <SettingsSection id="app" title={text.title}>
      <SettingRow label={text.atQuit} note={text.atQuitNote} failure={atQuit.failure}>
        {({ describedBy }) => (
          <Segmented
            label={text.atQuit}
            describedBy={describedBy}
            value={atQuit.value ?? "keep"}
            options={[
              { value: "keep", label: text.atQuits.keep },
              { value: "stop", label: text.atQuits.stop },
            ]}
            onChange={atQuit.set}
          />
        )}
      </SettingRow>
      {desktop && (
        <>
          <Notifications />
          <Updates />
        </>
      )}
    </SettingsSection>
  );
}

function Notifications() {
  const text = words.settings.app;
  const { value, set, failure } = useSetting("notifications");
  return (
    <SettingRow label={text.notifications} note={text.notificationsNote} failure={failure}>
      {(ids) => <Switch {...ids} on={value ?? true} onChange={set} />}
    </SettingRow>
  );
}

function Updates() {
  const text = words.settings.app;
  const { value, set, failure } = useSetting("updates");
  return (
    <SettingRow label={text.updates} note={text.updatesNote} failure={failure} below={<UpdateStatus />}>
      {({ describedBy }) => (
        <Select
          aria-label={text.updates}
          aria-describedby={describedBy}
          frame="w-[200px]"
          value={value ?? "ask"}
          options={updates.map((one) => ({ value: one, label: text.updateses[one] }))}
          onChange={(event) => set(updates.find((one) => one === event.target.value) ?? "ask")}
        />
      )}
    </SettingRow>
  );
}
