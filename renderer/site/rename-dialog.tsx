import { type FormEvent, useState } from "react";
import type { Site } from "../../shared/model/site";
import { client } from "../api/client";
import { useAction } from "../api/start";
import { Button } from "../ui/button";
import { Dialog, DialogActions, DialogBody } from "../ui/dialog";
import { Field, TextInput } from "../ui/field";
import { words } from "../words";

interface RenameDialogProps {
  readonly open: boolean;
  readonly site: Site;
  onClose(): void;
}

export function RenameDialog({ open, site, onClose }: RenameDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title={words.site.renameTitle} lead={words.site.renameLead} width="w-[440px]">
      <RenameForm site={site} onClose={onClose} />
    </Dialog>
  );
}

function RenameForm({ site, onClose }: Omit<RenameDialogProps, "open">) {
  const [title, setTitle] = useState(site.title);
  const rename = useAction(client.sites.rename, { onDone: onClose });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (title.trim() !== "") rename.run({ siteId: site.id, title: title.trim() });
  };
  return (
    <form onSubmit={submit} noValidate>
      <DialogBody>
        <Field label={words.sites.form.name} error={title.trim() === "" ? words.sites.form.titleError : null}>
          {(ids) => (
            <TextInput
              {...ids}
              dir="auto"
              maxLength={200}
              value={title}
              onChange={(event) => setTitle(event.target.value)}
            />
          )}
        </Field>
      </DialogBody>
      <DialogActions>
        <Button onClick={onClose}>{words.common.cancel}</Button>
        <Button type="submit" look="primary" busy={rename.running} disabled={title.trim() === ""}>
          {words.site.rename}
        </Button>
      </DialogActions>
    </form>
  );
}
