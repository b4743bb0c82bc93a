import { FolderOpen } from "lucide-react";
import { useState } from "react";
import type { PlaceView } from "../../shared/model/settings";
import { client, queryClient } from "../api/client";
import { keys } from "../api/keys";
import { useHealth, usePlace, usePlatform } from "../api/queries";
import { useAction } from "../api/start";
import { Button } from "../ui/button";
import { CopyButton } from "../ui/copy";
import { words } from "../words";
import { MoveDialog } from "./move-dialog";
import { SettingRow } from "./setting-row";

export function DataFolder() {
  const text = words.settings.disk;
  const folder = useHealth().data?.app.dataFolder ?? "";
  const desktop = usePlatform().data?.kind === "electron";
  const place = usePlace().data;
  const [moving, setMoving] = useState(false);
  const show = useAction(() => client.system.showDataFolder(), { quiet: true });
  const stay = useAction(() => client.settings.move({ to: null }), { quiet: true, onDone: keepPlace });
  return (
    <SettingRow
      label={text.folder}
      note={
        <>
          {text.folderNote}
          <code dir="ltr" className="mt-0.5 block font-code break-all text-ink">
            {folder}
          </code>
        </>
      }
      failure={show.failure ?? stay.failure}
      below={place !== undefined && <PlaceNote place={place} onStay={() => stay.run(undefined)} />}
    >
      {({ describedBy }) => (
        <span className="flex gap-2">
          {desktop ? (
            <Button icon={FolderOpen} busy={show.running} onClick={() => show.run(undefined)}>
              {text.show}
            </Button>
          ) : (
            <CopyButton label={text.copy} text={() => folder} />
          )}
          {place?.movable === true && (
            <Button aria-describedby={describedBy} onClick={() => setMoving(true)}>
              {text.move}
            </Button>
          )}
          <MoveDialog
            open={moving}
            onClose={() => setMoving(false)}
            onMoving={(next) => {
              keepPlace(next);
              setMoving(false);
            }}
          />
        </span>
      )}
    </SettingRow>
  );
}

function keepPlace(place: PlaceView): void {
  queryClient.setQueryData(keys.place, place);
}

function PlaceNote({ place, onStay }: { readonly place: PlaceView; onStay(): void }) {
  const text = words.settings.disk;
  if (!place.movable) return <p className="mt-1.5 text-small text-ink-2">{text.moveByHand}</p>;
  if (place.movingTo !== null)
    return (
      <div role="status" className="mt-2 flex flex-wrap items-center gap-2 text-small">
        <p className="min-w-0 flex-1">
          {text.movesTo} <code className="font-code break-all">{place.movingTo}</code>
        </p>
        <Button size="small" onClick={onStay}>
          {text.stay}
        </Button>
      </div>
    );
  if (place.failed === null) return null;
  return (
    <p role="status" className="mt-1.5 text-small text-warn">
      {text.moveFailed} <code className="font-code break-all">{place.failed}</code>
    </p>
  );
}
