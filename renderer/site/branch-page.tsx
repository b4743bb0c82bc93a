import { Search } from "lucide-react";
import type { ReactNode } from "react";
import { useSite } from "../api/queries";
import { Frame } from "../app/frame";
import { navigate, toSite } from "../app/router";
import { Select, TextInput } from "../ui/field";
import { words } from "../words";

interface BranchPageProps {
  readonly kind: "logs" | "mails";
  readonly siteId: string;
  readonly branchId: string;
  readonly title: string;
  readonly lead: string;
  /** What is searched on the page, and how the field for it is called. */
  readonly search: { readonly label: string; readonly text: string; onChange(text: string): void };
  /** Left of the search field. */
  readonly filter?: ReactNode;
  /** Right of it. */
  readonly action: ReactNode;
  /** The rest of the page, in one row that takes all the height. */
  readonly children: ReactNode;
}

/** A page about what one branch says or sends: which branch, a search, and the findings below. */
export function BranchPage({ kind, siteId, branchId, title, lead, search, filter, action, children }: BranchPageProps) {
  const detail = useSite(siteId).data;
  const branches = detail?.branches.filter((one) => one.trashedAt === null) ?? [];
  return (
    <Frame
      crumbs={[
        { text: detail?.site.title ?? "…", to: toSite(siteId) },
        { text: title, to: null },
      ]}
    >
      <div className="grid h-full grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)]">
        <div className="flex flex-wrap items-center gap-2 border-b border-line px-3.5 py-2.5 wide:px-5">
          <h1 className="text-lead font-bold">{title}</h1>
          <p className="min-w-0 flex-1 truncate text-ink-2">{lead}</p>
          {branches.length > 1 && (
            <Select
              aria-label={words.site.onBranch}
              height="small"
              frame="w-[150px] text-small"
              value={branchId}
              options={branches.map((one) => ({ value: one.id, label: one.name }))}
              onChange={(event) => navigate({ kind, siteId, branchId: event.target.value }, "replace")}
            />
          )}
          {filter}
          <TextInput
            icon={Search}
            type="search"
            aria-label={search.label}
            placeholder={search.label}
            height="small"
            frame="w-[190px]"
            value={search.text}
            onChange={(event) => search.onChange(event.target.value)}
          />
          {action}
        </div>
        {children}
      </div>
    </Frame>
  );
}
