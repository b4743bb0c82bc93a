import { words } from "../words";
import { DataFolder } from "./data-folder";
import { SettingsSection } from "./setting-row";
import { StoreLimit } from "./store-limit";

export function DiskSettings() {
  return (
    <SettingsSection id="disk" title={words.settings.disk.title}>
      <StoreLimit />
      <DataFolder />
    </SettingsSection>
  );
}
