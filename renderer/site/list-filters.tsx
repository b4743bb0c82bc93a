import { Search } from "lucide-react";
import type { BranchView } from "../../shared/model/views";
import { Button } from "../ui/button";
import { classNames } from "../ui/class-names";
import { Select, TextInput } from "../ui/field";
import { words } from "../words";
import { causeKinds, isFiltering, noFilter, timeRanges, type VersionFilter } from "./list-filter";

interface ListFiltersProps {
  readonly filter: VersionFilter;
  readonly branches: readonly BranchView[];
  readonly count: string;
  onChange(filter: VersionFilter): void;
}

export function ListFilters({ filter, branches, count, onChange }: ListFiltersProps) {
  const { versionList } = words.site;
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-1.5 border-b border-line bg-surface max-narrow:flex-wrap px-3.5 py-2 wide:px-5">
      <TextInput
        icon={Search}
        type="search"
        aria-label={versionList.search}
        placeholder={versionList.searchHint}
        height="small"
        frame="grow basis-full @min-[720px]:max-w-[260px] @min-[720px]:min-w-[90px] @min-[720px]:basis-0"
        value={filter.text}
        onChange={(event) => onChange({ ...filter, text: event.target.value })}
      />
      <Choice
        label={versionList.filterBranch}
        all={versionList.allBranches}
        options={branches
          .filter((one) => one.kind !== "peek" && one.trashedAt === null)
          .map((one) => ({ value: one.id, label: one.name }))}
        value={filter.branchId}
        onChange={(branchId) => onChange({ ...filter, branchId })}
      />
      <Choice
        label={versionList.filterCause}
        all={versionList.allCauses}
        options={causeKinds.map((value) => ({ value, label: versionList.causes[value] }))}
        value={filter.cause}
        onChange={(cause) => onChange({ ...filter, cause: causeKinds.find((kind) => kind === cause) ?? null })}
      />
      <Choice
        label={versionList.filterTime}
        all={versionList.anyTime}
        options={timeRanges.map((value) => ({ value, label: versionList.times[value] }))}
        value={filter.range}
        onChange={(range) => onChange({ ...filter, range: timeRanges.find((one) => one === range) ?? null })}
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
      <span role="status" title={count} className="ml-auto min-w-0 truncate text-small tabular-nums text-ink-2">
        {count}
      </span>
      {isFiltering(filter) && (
        <Button look="quiet" size="small" onClick={() => onChange(noFilter)}>
          {versionList.clear}
        </Button>
      )}
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  /** What stands there while nothing is chosen. */
  readonly all: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly value: string | null;
  onChange(value: string | null): void;
}

function Choice({ label, all, options, value, onChange }: ChoiceProps) {
  return (
    <Select
      aria-label={label}
      height="small"
      frame={classNames("w-[124px] min-w-[84px] shrink text-small", value !== null && "bg-accent-wash! text-accent")}
      value={value ?? ""}
      options={[{ value: "", label: all }, ...options]}
      onChange={(event) => onChange(event.target.value === "" ? null : event.target.value)}
    />
  );
}
