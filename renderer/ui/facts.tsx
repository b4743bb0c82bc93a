import type { ReactNode } from "react";

type Fact = readonly [name: string, value: ReactNode];

/** Names on the left, values on the right, figures tabular. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-0.5 text-small leading-5">
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-ink-2">{name}</dt>
          <dd dir="auto" className="min-w-0 text-end break-words tabular-nums">
            {value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
