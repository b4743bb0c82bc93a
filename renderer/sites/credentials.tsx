import { useQuery } from "@tanstack/react-query";
import { api } from "../api/client";
import { CopyIcon } from "../ui/copy";
import { Skeleton } from "../ui/skeleton";
import { words } from "../words";

/** How to log in to WordPress by hand, each part copyable. */
export function Credentials({ siteId }: { readonly siteId: string }) {
  // Asked for each time and not kept: it is a password.
  const found = useQuery(api.sites.credentials.queryOptions({ input: { siteId }, gcTime: 0 })).data;
  const { ready } = words.sites;
  return (
    <dl className="mb-3 overflow-hidden rounded-2 bg-sunken shadow-well">
      <Line name={ready.user} value={found?.user} copy={ready.copyUser} />
      <Line
        name={ready.password}
        value={found === undefined ? undefined : (found.password ?? null)}
        copy={ready.copyPassword}
      />
    </dl>
  );
}

interface LineProps {
  readonly name: string;
  /** Undefined: on its way. Null: Tidemark does not know it. */
  readonly value: string | null | undefined;
  readonly copy: string;
}

function Line({ name, value, copy }: LineProps) {
  return (
    <div className="flex h-9 items-center gap-3 pr-1.5 pl-3 [&+&]:border-t [&+&]:border-line">
      <dt className="w-20 shrink-0 text-small text-ink-2">{name}</dt>
      <dd className="flex min-w-0 flex-1 items-center">
        <span className="min-w-0 flex-1 truncate">
          {value === undefined ? (
            <Skeleton className="h-3.5 w-40" />
          ) : value === null ? (
            <span className="text-ink-3">{words.sites.ready.noPassword}</span>
          ) : (
            <code className="font-code text-small select-all">{value}</code>
          )}
        </span>
        {typeof value === "string" && <CopyIcon text={value} label={copy} />}
      </dd>
    </div>
  );
}
