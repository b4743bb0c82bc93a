import { keyCaps } from "../actions/shortcuts";
import { SiteBadge } from "../sites/site-badge";
import { MarkIcon } from "../timeline/mark-icon";
import { classNames } from "../ui/class-names";
import { KeyCaps } from "../ui/key-caps";
import { isMac } from "../ui/mac";
import type { EntryIcon } from "./entry";
import { Option } from "./option";
import type { Found, Piece } from "./search";

interface PaletteOptionProps {
  readonly found: Found;
  readonly id: string;
  readonly active: boolean;
  onPick(modified: boolean): void;
  onPoint(): void;
}

export function PaletteOption({ found: { entry, pieces }, id, active, onPick, onPoint }: PaletteOptionProps) {
  const { note, icon, shortcut, danger = false } = entry;
  return (
    <Option
      id={id}
      active={active}
      onPick={onPick}
      onPoint={onPoint}
      className={classNames(
        "gap-[11px] px-2.5",
        active && (danger ? "bg-bad-wash" : "bg-accent-wash"),
        danger && "text-bad",
      )}
    >
      <span
        className={classNames(
          "grid w-5 shrink-0 place-items-center",
          !danger && (active ? "text-accent" : "text-ink-2"),
        )}
      >
        <Icon icon={icon} />
      </span>
      <span dir="auto" className="min-w-0 flex-1 truncate">
        <Marked pieces={pieces} />
      </span>
      {note !== "" && (
        <span
          dir="auto"
          className={classNames(
            "max-w-[45%] shrink-0 truncate text-small tabular-nums",
            active ? "text-ink-2" : "text-ink-3",
          )}
        >
          {note}
        </span>
      )}
      {shortcut !== undefined && <KeyCaps caps={keyCaps(shortcut, isMac)} />}
    </Option>
  );
}

/** What was typed, found again in the text. */
export function Marked({ pieces }: { readonly pieces: readonly Piece[] }) {
  return pieces.map((piece, index) =>
    // Pieces of one text have no identity but their place.
    piece.hit ? (
      <b key={index} className="font-bold text-accent">
        {piece.text}
      </b>
    ) : (
      piece.text
    ),
  );
}

function Icon({ icon }: { readonly icon: EntryIcon }) {
  switch (icon.kind) {
    case "icon":
      return <icon.icon size={16} />;
    case "mark":
      return <MarkIcon shape={icon.shape} />;
    case "site":
      return <SiteBadge id={icon.siteId} title={icon.title} size={20} />;
  }
}
