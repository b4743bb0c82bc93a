import type { FileGroup } from "../../shared/model/recording";
import { bytes } from "../ui/bytes";
import { words } from "../words";
import { Fold } from "./fold";
import { PanelSection } from "./panel-frame";
import { filesTotal, groupName, groupValue, unchangedKinds } from "./file-groups";

/** What became of the files, by what they belong to. Null: nobody knows. */
export function FilesChanged({ groups }: { readonly groups: readonly FileGroup[] | null }) {
  const text = words.recording.files;
  if (groups === null)
    return (
      <PanelSection title={text.title}>
        <p className="text-small text-ink-2">{text.unknown}</p>
      </PanelSection>
    );
  const unchanged = unchangedKinds(groups);
  return (
    <PanelSection title={text.title} {...(groups.length === 0 ? {} : { note: filesTotal(groups) })}>
      {groups.map((group) => (
        <Group key={`${group.kind} ${group.name}`} group={group} />
      ))}
      {unchanged.length > 0 && (
        <p className="flex min-h-6 items-center justify-between gap-4 text-small text-ink-2">
          <span className="min-w-0 truncate pl-[19px] first-letter:uppercase">{text.kindList(unchanged)}</span>
          <span className="shrink-0 text-ink-3">{text.unchanged}</span>
        </p>
      )}
    </PanelSection>
  );
}

const signs = { added: "+", changed: "~", removed: "−" } as const;

function Group({ group }: { readonly group: FileGroup }) {
  const text = words.recording.files;
  const count = group.added + group.changed + group.removed;
  const more = count - group.files.length;
  return (
    <Fold
      summary={
        <>
          <span dir="auto" className="min-w-0 flex-1 truncate">
            {groupName(group)}
          </span>
          <span className="shrink-0 text-ink tabular-nums">{groupValue(group)}</span>
        </>
      }
    >
      <ul className="pb-1.5 pl-[19px] text-small">
        {group.files.map(({ path, change, bytes: size }) => (
          <li key={path} className="flex gap-2 leading-5">
            <span className="w-2.5 shrink-0 text-center text-ink-3" title={text.changes[change]}>
              {signs[change]}
              <span className="sr-only">{text.changes[change]}</span>
            </span>
            <code dir="ltr" title={path} className="min-w-0 flex-1 truncate font-code text-micro leading-5 text-ink-2">
              {path.replace(/^wp-content\//, "")}
            </code>
            <span className="shrink-0 text-ink-3 tabular-nums">{bytes(size)}</span>
          </li>
        ))}
        {more > 0 && <li className="pl-[18px] leading-5 text-ink-3">{text.more(more)}</li>}
      </ul>
    </Fold>
  );
}
