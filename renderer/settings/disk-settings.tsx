import { FolderOpen } from "lucide-react";
import { client } from "../api/client";
import { useHealth, usePlatform } from "../api/queries";
import { useAction } from "../api/start";
import { Button } from "../ui/button";
import { CopyButton } from "../ui/copy";
import { words } from "../words";
import { SettingRow, SettingsSection } from "./setting-row";
import { StoreLimit } from "./store-limit";

export function DiskSettings() {
  return (
    <SettingsSection id="disk" title={words.settings.disk.title}>
      <StoreLimit />
      <DataFolder />
    </SettingsSection>
  );
}

function DataFolder() {
  const text = words.settings.disk;
  const folder = useHealth().data?.app.dataFolder ?? "";
  const desktop = usePlatform().data?.kind === "electron";
  const show = useAction(() => client.system.showDataFolder(), { quiet: true });
  return (
    <SettingRow
      label={text.folder}
      note={
        <>
          {text.folderNote}
          <code dir="ltr" className="mt-0.5 block font-code break-all text-ink">
            {folder}
          </code>
          <span className="mt-1 block">{text.move}</span>
        </>
      }
      failure={show.failure}
    >
      {() =>
        desktop ? (
          <Button icon={FolderOpen} busy={show.running} onClick={() => show.run(undefined)}>
            {text.show}
          </Button>
        ) : (
          <CopyButton label={text.copy} text={() => folder} />
        )
      }
    </SettingRow>
  );
}
