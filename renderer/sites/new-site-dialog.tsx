import { type FormEvent, useState } from "react";
import type { SoftwareVersions } from "../../shared/model/site";
import { client } from "../api/client";
import { useChoices, useSettings } from "../api/queries";
import { useAction } from "../api/start";
import { FailureParts } from "../operations/failure-parts";
import { Button } from "../ui/button";
import { Dialog, DialogActions, DialogBody } from "../ui/dialog";
import { Field, TextInput } from "../ui/field";
import { Notice } from "../ui/notice";
import { words } from "../words";
import { defaultSoftware } from "./default-software";
import { makePassword } from "./password";
import { PasswordField } from "./password-field";
import { SoftwareFields } from "./software-fields";
import { TitleAndAddressFields, useTitleAndAddress } from "./title-and-address";

interface NewSiteDialogProps {
  readonly open: boolean;
  onClose(): void;
}

export function NewSiteDialog({ open, onClose }: NewSiteDialogProps) {
  const { form } = words.sites;
  return (
    <Dialog open={open} onClose={onClose} title={form.title} lead={form.lead} width="w-[560px]">
      <NewSiteForm onClose={onClose} />
    </Dialog>
  );
}

const userForm = /^[A-Za-z0-9_.@ -]{1,60}$/;

function NewSiteForm({ onClose }: Omit<NewSiteDialogProps, "open">) {
  const { form } = words.sites;
  const choices = useChoices().data;
  const settings = useSettings().data;
  const naming = useTitleAndAddress();
  const [adminUser, setAdminUser] = useState("admin");
  const [password, setPassword] = useState(makePassword);
  const [chosen, setChosen] = useState<SoftwareVersions | null>(null);
  const software =
    chosen ?? (choices === undefined || settings === undefined ? null : defaultSoftware(choices, settings.software));
  const create = useAction(client.sites.create, { quiet: true, onDone: onClose });
  const userOk = userForm.test(adminUser);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    naming.reveal();
    if (!naming.valid || !userOk || password === "" || software === null) return;
    create.run({ title: naming.title.trim(), slug: naming.slug, adminUser, adminPassword: password, software });
  };
  return (
    <form onSubmit={submit} noValidate>
      <DialogBody className="grid grid-cols-1 gap-1">
        <TitleAndAddressFields value={naming} />
        <div className="grid grid-cols-[1fr_1.6fr] gap-3">
          <Field label={form.user} error={userOk ? null : form.userError}>
            {(ids) => (
              <TextInput
                {...ids}
                maxLength={60}
                value={adminUser}
                onChange={(event) => setAdminUser(event.target.value)}
              />
            )}
          </Field>
          <PasswordField value={password} error={password === "" ? form.passwordError : null} onChange={setPassword} />
        </div>
        <SoftwareFields choices={choices} value={software} onChange={setChosen} />
        {create.failure !== null && (
          <Notice tone="bad" urgent className="mb-3">
            <FailureParts failure={create.failure} safe={words.operations.safeAfterFailure["create-site"]} />
          </Notice>
        )}
      </DialogBody>
      <DialogActions note={words.sites.empty.newSite}>
        <Button onClick={onClose}>{words.common.cancel}</Button>
        <Button type="submit" look="primary" busy={create.running}>
          {form.create}
        </Button>
      </DialogActions>
    </form>
  );
}
