import { type FormEvent, useEffect, useRef, useState } from "react";
import type { MomentTarget } from "../../shared/model/recording";
import type { SiteDetail } from "../../shared/model/views";
import { client } from "../api/client";
import { useAction } from "../api/start";
import { slugProblem } from "../sites/slug";
import { Button } from "../ui/button";
import { Field, TextInput } from "../ui/field";
import { words } from "../words";
import { ask } from "./site-state";

type BranchFrom =
  | Parameters<typeof client.branches.create>[0]["from"]
  /** A peek that stays. */
  | { readonly kind: "peek"; readonly branchId: string }
  | { readonly kind: "moment"; readonly target: MomentTarget };

interface BranchFieldProps {
  readonly detail: SiteDetail;
  readonly from: BranchFrom;
  onDone?(): void;
}

/** Names a new branch in place; its address is shown as it is typed. */
export function BranchField({ detail, from, onDone = () => ask(null) }: BranchFieldProps) {
  const [name, setName] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const create = useAction(
    (chosen: string) => {
      if (from.kind === "peek") return client.versions.keepPeek({ branchId: from.branchId, name: chosen });
      if (from.kind === "moment") return client.moments.branch({ name: chosen, target: from.target });
      return client.branches.create({ name: chosen, from });
    },
    { onDone },
  );
  const taken = new Set(detail.branches.filter((one) => one.kind !== "peek").map((one) => one.name));
  const problem = slugProblem(name, taken);
  useEffect(() => input.current?.focus(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (problem === null) create.run(name);
  };
  const error =
    name === "" || problem === null ? null : problem === "taken" ? words.site.branchTaken : words.site.branchError;
  return (
    <form onSubmit={submit} onKeyDown={(event) => event.key === "Escape" && onDone()} noValidate>
      <Field
        label={words.site.branchName}
        error={error}
        hint={
          name === ""
            ? from.kind === "peek" || from.kind === "moment"
              ? ""
              : words.site.panel.branchPromise
            : `${name}--${detail.site.slug}.localhost`
        }
      >
        {(ids) => (
          <TextInput
            {...ids}
            ref={input}
            maxLength={40}
            placeholder={words.site.branchPlaceholder}
            value={name}
            onChange={(event) => setName(event.target.value.toLowerCase())}
          />
        )}
      </Field>
      <div className="mt-2 grid grid-cols-2 gap-1.5">
        <Button onClick={onDone}>{words.common.cancel}</Button>
        <Button type="submit" look="primary" busy={create.running} disabled={problem !== null}>
          {from.kind === "peek" ? words.site.peek.keep : words.site.branchDo}
        </Button>
      </div>
    </form>
  );
}
