import { type FormEvent, useState } from "react";
import type { SiteDetail } from "../../shared/model/views";
import { client } from "../api/client";
import { useAction } from "../api/start";
import { Button } from "../ui/button";
import { Dialog, DialogActions, DialogBody } from "../ui/dialog";
import { Field, Select, TextInput } from "../ui/field";
import { words } from "../words";

interface TakeDialogProps {
  readonly open: boolean;
  readonly detail: SiteDetail;
  onClose(): void;
}

export function TakeDialog({ open, detail, onClose }: TakeDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title={words.site.takeTitle} lead={words.site.takeLead} width="w-[440px]">
      <TakeForm detail={detail} onClose={onClose} />
    </Dialog>
  );
}

function TakeForm({ detail, onClose }: Omit<TakeDialogProps, "open">) {
  const branches = detail.branches.filter((one) => one.kind !== "peek" && one.trashedAt === null);
  const [branchId, setBranchId] = useState(branches[0]?.id ?? "");
  const [label, setLabel] = useState("");
  const take = useAction(client.versions.take, { onDone: onClose });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    take.run({ branchId, label: label.trim() === "" ? null : label.trim() });
  };
  return (
    <form onSubmit={submit}>
      <DialogBody className="grid grid-cols-1 gap-1">
        {branches.length > 1 && (
          <Field label={words.site.onBranch}>
            {(ids) => (
              <Select
                {...ids}
                value={branchId}
                options={branches.map((one) => ({ value: one.id, label: one.name }))}
                onChange={(event) => setBranchId(event.target.value)}
              />
            )}
          </Field>
        )}
        <Field label={words.site.takeLabel}>
          {(ids) => (
            <TextInput
              {...ids}
              dir="auto"
              maxLength={200}
              placeholder={words.site.takePlaceholder}
              value={label}
              onChange={(event) => setLabel(event.target.value)}
            />
          )}
        </Field>
      </DialogBody>
      <DialogActions>
        <Button onClick={onClose}>{words.common.cancel}</Button>
        <Button type="submit" look="primary" busy={take.running}>
          {words.site.takeDo}
        </Button>
      </DialogActions>
    </form>
  );
}
