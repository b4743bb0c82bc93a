import type { SoftwareVersions } from "../../shared/model/site";
import type { Choices } from "../../shared/model/views";
import { Field, Select } from "../ui/field";
import { Skeleton } from "../ui/skeleton";
import { words } from "../words";

interface SoftwareFieldsProps {
  readonly choices: Choices | undefined;
  readonly value: SoftwareVersions | null;
  onChange(value: SoftwareVersions): void;
}

/** The nearest allowed combination after one part was chosen. */
export function withWordpress(choices: Choices, value: SoftwareVersions, wordpress: string): SoftwareVersions {
  const php = choices.wordpress.find((one) => one.version === wordpress)?.php ?? [];
  return { ...value, wordpress, php: php.includes(value.php) ? value.php : (php.at(-1) ?? value.php) };
}

export function SoftwareFields({ choices, value, onChange }: SoftwareFieldsProps) {
  const { form } = words.sites;
  if (choices === undefined || value === null)
    return (
      <div className="grid h-[74px] grid-cols-3 gap-3 pt-[22px]" aria-busy="true">
        <Skeleton className="h-8 w-full" />
        <Skeleton className="h-8 w-full" />
        <Skeleton className="h-8 w-full" />
      </div>
    );
  const name = (version: string, present: boolean) => (present ? version : `${version} (${form.fetched})`);
  const php = choices.wordpress.find((one) => one.version === value.wordpress)?.php ?? [value.php];
  return (
    <div className="grid grid-cols-3 gap-3">
      <Field label={form.wordpress}>
        {(ids) => (
          <Select
            {...ids}
            value={value.wordpress}
            options={choices.wordpress.map((one) => ({ value: one.version, label: name(one.version, one.present) }))}
            onChange={(event) => onChange(withWordpress(choices, value, event.target.value))}
          />
        )}
      </Field>
      <Field label={form.php}>
        {(ids) => (
          <Select
            {...ids}
            value={value.php}
            options={php.map((version) => ({ value: version, label: version }))}
            onChange={(event) => onChange({ ...value, php: event.target.value })}
          />
        )}
      </Field>
      <Field label={form.mariadb}>
        {(ids) => (
          <Select
            {...ids}
            value={value.mariadb}
            options={choices.mariadb.map((one) => ({ value: one.version, label: name(one.version, one.present) }))}
            onChange={(event) => onChange({ ...value, mariadb: event.target.value })}
          />
        )}
      </Field>
    </div>
  );
}
