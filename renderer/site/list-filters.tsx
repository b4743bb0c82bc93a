import { Search } from "lucide-react";
import { EventTopic } from "../../shared/model/event";
import type { BranchView } from "../../shared/model/views";
import { Button } from "../ui/button";
import { classNames } from "../ui/class-names";
import { TextInput } from "../ui/field";
import { words } from "../words";
import { FilterChip } from "./filter-chip";
import { causeKinds, isFiltering, noFilter, timeRanges, type VersionFilter } from "./list-filter";

interface ListFiltersProps {
  readonly filter: VersionFilter;
  readonly branches: readonly BranchView[];
  /** Everybody who did something on the site. */
  readonly people: readonly string[];
  onChange(filter: VersionFilter): void;
}

export function ListFilters({ filter, branches, people, onChange }: ListFiltersProps) {
  const { versionList } = words.site;
  const { list } = words.recording;
  const shown = branches.filter((one) => one.kind !== "peek" && one.trashedAt === null);
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-1.5 border-b border-line bg-surface px-3.5 py-2 wide:px-5">
      <TextInput
        icon={Search}
        type="search"
        aria-label={list.search}
        placeholder={versionList.searchHint}
        height="small"
        frame="grow basis-full @min-[720px]:max-w-[280px] @min-[720px]:min-w-[120px] @min-[720px]:basis-0"
        value={filter.text}
        onChange={(event) => onChange({ ...filter, text: event.target.value })}
      />
      <FilterChip
        label={list.filterBranch}
        all={list.allBranches(shown.length)}
        options={shown.map((one) => ({ value: one.id, label: one.name }))}
        value={filter.branchId}
        onChange={(branchId) => onChange({ ...filter, branchId })}
      />
      <FilterChip
        label={list.filterWho}
        all={list.anyone}
        options={(filter.who === null || people.includes(filter.who) ? people : [...people, filter.who]).map(
          (name) => ({
            value: name,
            label: name,
          }),
        )}
        value={filter.who}
        onChange={(who) => onChange({ ...filter, who })}
      />
      <What filter={filter} onChange={onChange} />
      <FilterChip
        label={list.filterTime}
        all={list.anyTime}
        options={timeRanges.map((value) => ({ value, label: versionList.times[value] }))}
        value={filter.range}
        onChange={(range) => onChange({ ...filter, range: timeRanges.find((one) => one === range) ?? null })}
      />
      <button
        type="button"
        aria-pressed={filter.pinnedOnly}
        onClick={() => onChange({ ...filter, pinnedOnly: !filter.pinnedOnly })}
        className={classNames(
          "h-7 shrink-0 rounded-2 px-[9px] text-small",
          filter.pinnedOnly
            ? "bg-accent-wash text-accent shadow-[inset_0_0_0_1px_var(--accent-line)]"
            : "text-ink-2 shadow-edge hover:bg-hover",
        )}
      >
        {versionList.pinnedOnly}
      </button>
      {isFiltering(filter) && (
        <Button look="quiet" size="small" className="ml-auto" onClick={() => onChange(noFilter)}>
          {versionList.clear}
        </Button>
      )}
    </div>
  );
}

interface WhatProps {
  readonly filter: VersionFilter;
  onChange(filter: VersionFilter): void;
}

/** Versions by why they were taken, or what happened by what it is about: one choice. */
function What({ filter, onChange }: WhatProps) {
  const { versionList } = words.site;
  const { list } = words.recording;
  const ofCause = (cause: string) => `cause ${cause}`;
  return (
    <FilterChip
      label={list.filterWhat}
      all={list.anything}
      options={[
        {
          group: list.groups.events,
          options: EventTopic.options.map((value) => ({ value, label: list.topics[value] })),
        },
        {
          group: list.groups.versions,
          options: [
            { value: "versions", label: list.versionsOnly },
            ...causeKinds.map((value) => ({ value: ofCause(value), label: versionList.causes[value] })),
          ],
        },
      ]}
      value={filter.cause === null ? filter.topic : ofCause(filter.cause)}
      onChange={(value) =>
        onChange({
          ...filter,
          cause: causeKinds.find((kind) => ofCause(kind) === value) ?? null,
          topic: value === "versions" ? value : (EventTopic.options.find((topic) => topic === value) ?? null),
        })
      }
    />
  );
}
