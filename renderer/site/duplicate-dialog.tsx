import type { FormEvent } from "react";
import type { Site } from "../../shared/model/site";
import { client } from "../api/client";
import { useAction } from "../api/start";
import { TitleAndAddressFields, useTitleAndAddress } from "../sites/title-and-address";
import { Button } from "../ui/button";
import { Dialog, DialogActions, DialogBody } from "../ui/dialog";
import { words } from "../words";

interface DuplicateDialogProps {
  readonly open: boolean;
  readonly site: Site;
  onClose(): void;
}

export function DuplicateDialog({ open, site, onClose }: DuplicateDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title={words.site.duplicateTitle} lead={words.site.duplicateLead}>
      <DuplicateForm site={site} onClose={onClose} />
    </Dialog>
  );
}

function DuplicateForm({ site, onClose }: Omit<DuplicateDialogProps, "open">) {
  const naming = useTitleAndAddress(words.site.copyOf(site.title));
  const duplicate = useAction(client.sites.duplicate, { onDone: onClose });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    naming.reveal();
    if (naming.valid) duplicate.run({ siteId: site.id, title: naming.title.trim(), slug: naming.slug });
  };
  return (
    <form onSubmit={submit} noValidate>
      <DialogBody className="grid grid-cols-1 gap-1">
        <TitleAndAddressFields value={naming} />
      </DialogBody>
      <DialogActions>
        <Button onClick={onClose}>{words.common.cancel}</Button>
        <Button type="submit" look="primary" busy={duplicate.running}>
          {words.site.duplicateDo}
        </Button>
      </DialogActions>
    </form>
  );
}
