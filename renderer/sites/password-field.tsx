import { Eye, EyeOff, RefreshCw } from "lucide-react";
import { useState } from "react";
import { IconButton } from "../ui/button";
import { CopyIcon } from "../ui/copy";
import { Field, TextInput } from "../ui/field";
import { words } from "../words";
import { makePassword } from "./password";

interface PasswordFieldProps {
  readonly value: string;
  readonly error: string | null;
  onChange(value: string): void;
}

export function PasswordField({ value, error, onChange }: PasswordFieldProps) {
  const [shown, setShown] = useState(true);
  const { form } = words.sites;
  return (
    <Field label={form.password} hint={form.passwordHint} error={error}>
      {(ids) => (
        <TextInput
          {...ids}
          type={shown ? "text" : "password"}
          autoComplete="new-password"
          maxLength={200}
          className="font-code text-small"
          value={value}
          onChange={(event) => onChange(event.target.value)}
          after={
            <>
              <IconButton
                size="small"
                label={shown ? form.hide : form.show}
                icon={shown ? EyeOff : Eye}
                onClick={() => setShown(!shown)}
              />
              <IconButton size="small" label={form.another} icon={RefreshCw} onClick={() => onChange(makePassword())} />
              <CopyIcon text={value} label={form.copyPassword} />
            </>
          }
        />
      )}
    </Field>
  );
}
