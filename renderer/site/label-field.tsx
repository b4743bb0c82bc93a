import { type FormEvent, useEffect, useRef, useState } from "react";
import type { VersionView } from "../../shared/model/views";
import { client } from "../api/client";
import { useAction } from "../api/start";
import { Button } from "../ui/button";
import { TextInput } from "../ui/field";
import { words } from "../words";
import { ask } from "./site-state";

export function LabelField({ version }: { readonly version: VersionView }) {
  const [label, setLabel] = useState(version.label ?? "");
  const input = useRef<HTMLInputElement>(null);
  const save = useAction(client.versions.label, { onDone: () => ask(null) });
  useEffect(() => input.current?.select(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.run({ versionId: version.id, label: label.trim() === "" ? null : label.trim() });
  };
  return (
    <form
      onSubmit={submit}
      onKeyDown={(event) => event.key === "Escape" && ask(null)}
      className="mt-2 -mb-1.5 flex items-center gap-1.5"
    >
      <TextInput
        ref={input}
        dir="auto"
        aria-label={words.site.panel.labelField}
        placeholder={words.site.panel.labelPlaceholder}
        maxLength={200}
        height="small"
        frame="flex-1"
        value={label}
        onChange={(event) => setLabel(event.target.value)}
      />
      <Button type="submit" busy={save.running}>
        {words.common.save}
      </Button>
    </form>
  );
}
