import { Folder } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { PlaceView } from "../../shared/model/settings";
import { client } from "../api/client";
import { usePlatform } from "../api/queries";
import { useAction } from "../api/start";
import { FailureParts } from "../operations/failure-parts";
import { Button } from "../ui/button";
import { Dialog, DialogActions, DialogBody } from "../ui/dialog";
import { Field, TextInput } from "../ui/field";
import { Notice } from "../ui/notice";
import { words } from "../words";

interface MoveDialogProps {
  readonly open: boolean;
  onClose(): void;
  onMoving(place: PlaceView): void;
}

export function MoveDialog({ open, onClose, onMoving }: MoveDialogProps) {
  const text = words.settings.disk;
  return (
    <Dialog open={open} onClose={onClose} title={text.moveTitle} lead={text.moveLead}>
      <MoveForm onClose={onClose} onMoving={onMoving} />
    </Dialog>
  );
}

function MoveForm({ onClose, onMoving }: Omit<MoveDialogProps, "open">) {
  const text = words.settings.disk;
  const native = usePlatform().data?.chooseFile === true;
  const [path, setPath] = useState("");
  const move = useAction((to: string) => client.settings.move({ to }), { quiet: true, onDone: onMoving });
  const choose = useAction(() => client.system.chooseFile({ kind: "folder" }), {
    onDone: (chosen) => setPath((before) => chosen.path ?? before),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (path.trim() !== "") move.run(path.trim());
  };
  return (
    <form onSubmit={submit} noValidate>
      <DialogBody className="grid grid-cols-1 gap-1">
        <Field label={text.moveTo} hint={text.moveHint}>
          {(ids) => (
            <TextInput
              {...ids}
              icon={Folder}
              className="font-code text-small"
              value={path}
              onChange={(event) => setPath(event.target.value)}
              {...(native && {
                after: (
                  <Button look="quiet" size="small" onClick={() => choose.run(undefined)}>
                    {text.choose}
                  </Button>
                ),
              })}
            />
          )}
        </Field>
        {move.failure !== null && !move.running && (
          <Notice tone="bad" urgent className="mb-3">
            <FailureParts failure={move.failure} />
          </Notice>
        )}
      </DialogBody>
      <DialogActions>
        <Button onClick={onClose}>{words.common.cancel}</Button>
        <Button type="submit" look="primary" busy={move.running} disabled={path.trim() === ""}>
          {text.moveDo}
        </Button>
      </DialogActions>
    </form>
  );
}
