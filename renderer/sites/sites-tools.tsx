import { Search } from "lucide-react";
import type { SiteRow } from "../../shared/model/views";
import { Select, TextInput } from "../ui/field";
import { Segmented } from "../ui/segmented";
import { words } from "../words";
import { type Arrangement, countStates, type ShownState, shownStates, sorts } from "./arrange";

interface SitesToolsProps {
  readonly rows: readonly SiteRow[];
  readonly value: Arrangement;
  /** How many rows are left. */
  readonly shown: number;
  onChange(value: Arrangement): void;
}

/** Search, filter and order, once there are too many sites to find one by looking. */
export function SitesTools({ rows, value, shown, onChange }: SitesToolsProps) {
  const { find } = words.sites;
  const counts = countStates(rows);
  return (
    <search className="flex items-center gap-2 pb-3.5">
      <TextInput
        icon={Search}
        type="search"
        height="small"
        aria-label={find.search}
        placeholder={find.placeholder}
        frame="w-[220px] min-w-[120px]"
        value={value.text}
        onChange={(event) => onChange({ ...value, text: event.target.value })}
      />
      <Segmented<ShownState>
        label={find.show}
        value={value.show}
        options={shownStates.map((state) => ({
          value: state,
          label: state === "all" ? find.states.all : `${find.states[state]} ${counts[state]}`,
        }))}
        onChange={(show) => onChange({ ...value, show })}
      />
      <span role="status" className="min-w-0 flex-1 truncate px-1 text-small tabular-nums text-ink-3">
        {shown === rows.length ? "" : find.count(shown, rows.length)}
      </span>
      <Select
        height="small"
        aria-label={find.sort}
        frame="w-[132px]"
        options={sorts.map((sort) => ({ value: sort, label: find.sorts[sort] }))}
        value={value.sort}
        onChange={(event) =>
          onChange({ ...value, sort: sorts.find((sort) => sort === event.target.value) ?? value.sort })
        }
      />
    </search>
  );
}
