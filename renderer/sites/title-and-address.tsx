import { useState } from "react";
import { Field, TextInput } from "../ui/field";
import { words } from "../words";
import { useAddressEnd, useTakenSlugs } from "./address";
import { freeSlug, slugProblem } from "./slug";

export interface TitleAndAddress {
  readonly title: string;
  readonly slug: string;
  readonly valid: boolean;
  setTitle(title: string): void;
  setSlug(slug: string): void;
  /** From now on problems are shown, not only felt. */
  reveal(): void;
  readonly revealed: boolean;
}

/** The address follows the title until the person writes one of their own. */
export function useTitleAndAddress(initialTitle = ""): TitleAndAddress {
  const taken = useTakenSlugs();
  const [title, setTitle] = useState(initialTitle);
  const [own, setOwn] = useState<string | null>(null);
  const [revealed, setRevealed] = useState(false);
  const slug = own ?? (title.trim() === "" ? "" : freeSlug(title, taken));
  return {
    title,
    slug,
    valid: title.trim() !== "" && slugProblem(slug, taken) === null,
    setTitle,
    setSlug: (text) => setOwn(text === "" ? null : text.toLowerCase()),
    reveal: () => setRevealed(true),
    revealed,
  };
}

export function TitleAndAddressFields({ value }: { readonly value: TitleAndAddress }) {
  const taken = useTakenSlugs();
  const end = useAddressEnd();
  const problem = slugProblem(value.slug, taken);
  const shown = problem !== null && (value.revealed || value.slug !== "");
  const { form } = words.sites;
  return (
    <>
      <Field label={form.name} error={value.revealed && value.title.trim() === "" ? form.titleError : null}>
        {(ids) => (
          <TextInput
            {...ids}
            dir="auto"
            required
            maxLength={200}
            placeholder={form.namePlaceholder}
            value={value.title}
            onChange={(event) => value.setTitle(event.target.value)}
          />
        )}
      </Field>
      <Field
        label={form.address}
        error={shown ? (problem === "taken" ? form.addressTaken : form.addressError) : null}
        hint={value.slug === "" ? "" : `http://${value.slug}${end}`}
      >
        {(ids) => (
          <TextInput
            {...ids}
            maxLength={40}
            placeholder={form.addressPlaceholder}
            value={value.slug}
            onChange={(event) => value.setSlug(event.target.value)}
            after={<span className="shrink-0 pr-[5px] text-ink-3">{end}</span>}
          />
        )}
      </Field>
    </>
  );
}
