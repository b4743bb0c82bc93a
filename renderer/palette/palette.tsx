import { Dialog } from "@base-ui/react/dialog";
import { useQueryClient } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import type { SiteDetail, SiteRow } from "../../shared/model/views";
import { deeds } from "../actions/do";
import { takeLetters } from "../actions/early-letters";
import { usePlace } from "../actions/here";
import { useOperations, useSites } from "../api/queries";
import { isOver } from "../operations/progress";
import { KeyCaps } from "../ui/key-caps";
import { isMac } from "../ui/mac";
import { useNow } from "../ui/now";
import { words } from "../words";
import { allEntries } from "./entries";
import type { Entry } from "./entry";
import { useOptionList } from "./option-list";
import { PaletteOption } from "./palette-option";
import { recentKeys, remember } from "./recent";
import { type FoundGroup, searchIn } from "./search";
import { timeEntries } from "./times";
import { useEventEntries } from "./use-event-entries";

interface PaletteProps {
  readonly open: boolean;
  onClose(): void;
}

/** Everything that can be gone to or done, found by typing. */
export function Palette({ open, onClose }: PaletteProps) {
  // What was chosen runs when the palette is gone and the focus is back: it may open something that takes it.
  const chosen = useRef<(() => void) | null>(null);
  const pick = (entry: Entry, modified: boolean) => {
    remember(localStorage, entry);
    chosen.current = modified && entry.other !== undefined ? entry.other.run : entry.run;
    onClose();
  };
  return (
    <Dialog.Root
      open={open}
      onOpenChange={(next) => !next && onClose()}
      onOpenChangeComplete={(next) => {
        if (next) return;
        const run = chosen.current;
        chosen.current = null;
        run?.();
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Viewport className="fixed inset-0 z-50 grid grid-cols-[minmax(0,1fr)] justify-items-center overflow-auto px-5 pt-[92px] pb-5 [@media(max-height:640px)]:pt-12 [@media(max-height:420px)]:pt-3">
          <Dialog.Popup
            data-palette
            className="h-fit w-[600px] max-w-full animate-appear overflow-hidden rounded-[11px] bg-raised shadow-dialog outline-none"
          >
            <Dialog.Title className="sr-only">{words.palette.label}</Dialog.Title>
            <Finder onPick={pick} />
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Finder({ onPick }: { onPick(entry: Entry, modified: boolean): void }) {
  const text = words.palette;
  const [query, setQuery] = useState("");
  const groups = useGroups(query);
  const flat = groups.flatMap(({ found }) => found);
  const list = useOptionList(flat.length, query, (index, modified) => {
    const found = flat[index];
    if (found !== undefined) onPick(found.entry, modified);
  });
  const active = flat[list.active]?.entry;
  const starts = groups.map((_, at) => groups.slice(0, at).reduce((sum, { found }) => sum + found.length, 0));
  return (
    <>
      <div className="flex h-12 items-center gap-2.5 border-b border-line px-4">
        <Search size={18} className="text-ink-2" />
        <input
          role="combobox"
          aria-expanded="true"
          aria-controls={list.listId}
          aria-activedescendant={active === undefined ? undefined : list.optionId(list.active)}
          aria-autocomplete="list"
          aria-label={text.label}
          placeholder={text.placeholder}
          autoComplete="off"
          spellCheck={false}
          dir="auto"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onFocus={() => {
            const early = takeLetters();
            if (early !== "") setQuery((known) => known + early);
          }}
          onKeyDown={list.onKeyDown}
          className="h-full min-w-0 flex-1 bg-transparent text-lead outline-none"
        />
        <KeyCaps caps={["Esc"]} />
      </div>
      <p role="status" className="sr-only">
        {query === "" ? "" : text.count(flat.length)}
      </p>
      <div
        id={list.listId}
        role="listbox"
        aria-label={text.results}
        className="max-h-[min(420px,max(120px,calc(100vh-240px)))] overflow-y-auto overscroll-contain pb-1.5"
      >
        {groups.map(({ group, found }, at) => (
          <div key={group} role="group" aria-label={text.groups[group]}>
            <div aria-hidden="true" className="px-4 pt-2.5 pb-1 text-micro font-medium text-ink-3">
              {text.groups[group]}
            </div>
            {found.map((one, index) => {
              const place = (starts[at] ?? 0) + index;
              return (
                <PaletteOption
                  key={one.entry.key}
                  found={one}
                  id={list.optionId(place)}
                  active={place === list.active}
                  onPick={(modified) => onPick(one.entry, modified)}
                  onPoint={() => list.setActive(place)}
                />
              );
            })}
          </div>
        ))}
      </div>
      {flat.length === 0 && (
        <div className="px-4 pt-4 pb-5">
          <p dir="auto" className="truncate font-medium">
            {text.none(query)}
          </p>
          <p className="text-small text-ink-2">{text.noneHint}</p>
        </div>
      )}
      <Foot entry={active} />
    </>
  );
}

/** What the keys do with the line they are on. */
function Foot({ entry }: { readonly entry: Entry | undefined }) {
  const { foot } = words.palette;
  const goes = entry !== undefined && (entry.group === "do" ? null : foot.go);
  return (
    <footer
      aria-hidden="true"
      className="flex h-[33px] items-center gap-3.5 border-t border-line px-4 text-micro text-ink-3 [&>span]:flex [&>span]:items-center [&>span]:gap-1"
    >
      <span>
        <KeyCaps caps={["↑", "↓"]} /> {foot.choose}
      </span>
      <span>
        <KeyCaps caps={["Enter"]} /> {goes || foot.do}
      </span>
      {entry?.other !== undefined && (
        <span>
          <KeyCaps caps={[isMac ? "⌘" : "Ctrl", "Enter"]} /> {foot[entry.other.kind]}
        </span>
      )}
    </footer>
  );
}

const noSites: readonly SiteRow[] = [];

function useGroups(query: string): readonly FoundGroup[] {
  const place = usePlace();
  const sites = useSites().data ?? noSites;
  const operations = useOperations();
  const queries = useQueryClient();
  const now = useNow(60_000);
  const search = useMemo(() => {
    const others = queries
      .getQueriesData<SiteDetail>({ queryKey: [["sites", "get"]] })
      .flatMap(([, detail]) => detail ?? []);
    const busySites = new Set(operations.filter((one) => !isOver(one)).flatMap(({ siteId }) => siteId ?? []));
    const known = { place, sites, others, busySites, now };
    return searchIn(allEntries(known, deeds), recentKeys(localStorage));
  }, [place, sites, operations, queries, now]);
  const events = useEventEntries(query, place.detail, place.free, now);
  return useMemo(
    () => search(query, [...timeEntries(query, place.detail, now, deeds), ...events]),
    [search, query, place.detail, now, events],
  );
}
