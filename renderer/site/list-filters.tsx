import { Search } from "lucide-react";
import type { BranchView } from "../../shared/model/views";
import { Button } from "../ui/button";
import { classNames } from "../ui/class-names";
import { Select, TextInput } from "../ui/field";
import { words } from "../words";
import { noFilter, type VersionFilter } from "./list-rows";

interface ListFiltersProps {
  readonly filter: VersionFilter;
  readonly branches: readonly BranchView[];
  readonly count: string;
  onChange(filter: VersionFilter): void;
}

export function ListFilters({ filter, branches, count, onChange }: ListFiltersProps) {
  const { versionList } = words.site;
  const filtering = filter.text !== "" || filter.branchId !== null || filter.pinnedOnly;
  return (
    <div className="flex items-center gap-1.5 border-b border-line bg-surface px-3.5 py-2 wide:px-5">
      <TextInput
        icon={Search}
        type="search"
        aria-label={versionList.search}
        placeholder={versionList.search}
        height="small"
        frame="min-w-[110px] max-w-[260px] flex-1"
        value={filter.text}
        onChange={(event) => onChange({ ...filter, text: event.target.value })}
      />
      <Select
        aria-label={versionList.filterBranch}
        height="small"
        frame="w-[130px] shrink-0 text-small"
        value={filter.branchId ?? ""}
        options={[
          { value: "", label: versionList.allBranches },
          ...branches.filter((one) => one.kind !== "peek").map((one) => ({ value: one.id, label: one.name })),
        ]}
        onChange={(event) => onChange({ ...filter, branchId: event.target.value === "" ? null : event.target.value })}
      />
      <button
        type="button"
        aria-pressed={filter.pinnedOnly}
        onClick={() => onChange({ ...filter, pinnedOnly: !filter.pinnedOnly })}
        className={classNames(
          "h-7 shrink-0 rounded-2 px-[9px] text-small font-medium",
          filter.pinnedOnly
            ? "bg-accent-wash text-accent shadow-[inset_0_0_0_1px_var(--accent-line)]"
            : "text-ink-2 shadow-edge hover:bg-hover",
        )}
      >
        {versionList.pinnedOnly}
      </button>
      <span role="status" className="ml-auto truncate text-small tabular-nums text-ink-2">
        {count}
      </span>
      {filtering && (
        <Button look="quiet" size="small" onClick={() => onChange(noFilter)}>
          {versionList.clear}
        </Button>
      )}
    </div>
  );
}
