import { Popover } from "@base-ui/react/popover";
import { ChevronDown, Search } from "lucide-react";
import { useMemo, useState } from "react";
import type { SiteRow } from "../../shared/model/views";
import { useSites } from "../api/queries";
import { navigate, toSite } from "../app/router";
import { SiteBadge } from "../sites/site-badge";
import { iconButtonClass } from "../ui/button";
import { classNames } from "../ui/class-names";
import { StateDot } from "../ui/state-dot";
import { words } from "../words";
import type { Entry } from "./entry";
import { Option } from "./option";
import { useOptionList } from "./option-list";
import { Marked } from "./palette-option";
import { searchIn } from "./search";

/** The chevron beside the site's name: to another site without the way over all of them. */
export function SiteSwitcher({ siteId, title }: { readonly siteId: string; readonly title: string }) {
  const [open, setOpen] = useState(false);
  const label = words.palette.switcher.open(title);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger aria-label={label} title={label} className={classNames(iconButtonClass("small"), "-ml-1.5")}>
        <ChevronDown size={14} />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner align="start" sideOffset={6} className="z-50">
          <Popover.Popup className="w-[320px] max-w-[calc(100vw-24px)] overflow-hidden rounded-3 bg-raised shadow-float outline-none">
            <Popover.Title className="sr-only">{words.palette.switcher.label}</Popover.Title>
            <SiteFinder
              here={siteId}
              onPick={(to) => {
                setOpen(false);
                if (to !== siteId) navigate(toSite(to));
              }}
            />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

const none: readonly SiteRow[] = [];

function SiteFinder({ here, onPick }: { readonly here: string; onPick(siteId: string): void }) {
  const text = words.palette.switcher;
  const sites = useSites().data ?? none;
  const [query, setQuery] = useState("");
  const rows = useMemo(() => new Map(sites.map((row) => [row.id, row])), [sites]);
  const search = useMemo(() => searchIn(sites.map(entryOf), []), [sites]);
  const found = useMemo(() => {
    if (query.trim() === "") return sites.map((row) => ({ row, pieces: [{ text: row.title, hit: false }] }));
    return search(query).flatMap((group) =>
      group.found.flatMap(({ entry, pieces }) => {
        const row = rows.get(entry.key);
        return row === undefined ? [] : [{ row, pieces }];
      }),
    );
  }, [query, search, sites, rows]);
  const list = useOptionList(found.length, query, (index) => {
    const one = found[index];
    if (one !== undefined) onPick(one.row.id);
  });
  return (
    <>
      <div className="flex h-10 items-center gap-2 border-b border-line px-3">
        <Search size={15} className="text-ink-2" />
        <input
          role="combobox"
          aria-expanded="true"
          aria-controls={list.listId}
          aria-activedescendant={found.length === 0 ? undefined : list.optionId(list.active)}
          aria-autocomplete="list"
          aria-label={text.placeholder}
          placeholder={text.placeholder}
          autoComplete="off"
          spellCheck={false}
          dir="auto"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={list.onKeyDown}
          className="h-full min-w-0 flex-1 bg-transparent outline-none"
        />
      </div>
      <div
        id={list.listId}
        role="listbox"
        aria-label={text.label}
        className="max-h-[min(380px,60vh)] overflow-y-auto overscroll-contain py-1.5"
      >
        {found.map(({ row, pieces }, index) => (
          <Option
            key={row.id}
            id={list.optionId(index)}
            active={index === list.active}
            current={row.id === here}
            onPick={() => onPick(row.id)}
            onPoint={() => list.setActive(index)}
            className={classNames("gap-2.5 px-2", index === list.active && "bg-accent-wash")}
          >
            <SiteBadge id={row.id} title={row.title} size={22} />
            <span
              dir="auto"
              title={row.title}
              className={classNames("min-w-0 flex-1 truncate", row.id === here && "font-strong")}
            >
              <Marked pieces={pieces} />
            </span>
            <StateDot kind={row.main.state} />
          </Option>
        ))}
      </div>
      {found.length === 0 && <p className="px-3 pb-3 text-ink-2">{text.none}</p>}
    </>
  );
}

function entryOf(row: SiteRow): Entry {
  return {
    key: row.id,
    group: "sites",
    icon: { kind: "site", siteId: row.id, title: row.title },
    text: row.title,
    note: "",
    also: row.slug,
    run: () => undefined,
  };
}
