import { useEffect } from "react";
import { queryClient } from "../api/client";
import { keys } from "../api/keys";
import { usePlatform } from "../api/queries";
import { Frame } from "../app/frame";
import { addressOf } from "../app/router";
import { buttonClass } from "../ui/button";
import { words } from "../words";
import { AppSettings } from "./app-settings";
import { DiskSettings } from "./disk-settings";
import { LookSettings } from "./look-settings";
import { NewSiteSettings } from "./new-site-settings";
import { type Part, PartsList } from "./parts-list";
import { SettingRow, SettingsSection } from "./setting-row";

export function SettingsPage() {
  const text = words.settings;
  const desktop = usePlatform().data?.kind === "electron";
  // How full the disk is was known a while ago; here it is looked at.
  useEffect(() => void queryClient.invalidateQueries({ queryKey: keys.health }), []);
  const parts: readonly Part[] = [
    { id: "new-sites", title: text.newSites.title },
    { id: "disk", title: text.disk.title },
    { id: "look", title: text.look.title },
    { id: "app", title: text.app.title },
    { id: "leaving", title: text.leaving.title },
  ];
  return (
    <Frame crumbs={[{ text: text.title, to: null }]}>
      <div className="grid h-full grid-cols-[208px_minmax(0,1fr)] max-narrow:grid-cols-[minmax(0,1fr)] max-narrow:grid-rows-[auto_minmax(0,1fr)]">
        <div className="border-line border-r px-3 pt-5 max-narrow:border-r-0 max-narrow:border-b max-narrow:pt-3 max-narrow:[&>nav]:hidden">
          <h1 className="px-2.5 pb-3.5 text-title max-narrow:pb-2.5 font-bold tracking-[-0.012em]">{text.title}</h1>
          <PartsList parts={parts} />
        </div>
        <div id="settings-parts" className="overflow-auto px-6 pt-6 wide:px-10">
          <div className="max-w-[760px]">
            <NewSiteSettings />
            <DiskSettings />
            <LookSettings />
            <AppSettings desktop={desktop} />
            <SettingsSection id="leaving" title={text.leaving.title}>
              <SettingRow label={text.leaving.remove} note={text.leaving.removeNote}>
                {(ids) => (
                  <a
                    href={addressOf({ kind: "health" })}
                    aria-describedby={`${ids.labelledBy} ${ids.describedBy}`}
                    className={buttonClass()}
                  >
                    {text.leaving.go}
                  </a>
                )}
              </SettingRow>
            </SettingsSection>
          </div>
        </div>
      </div>
    </Frame>
  );
}
