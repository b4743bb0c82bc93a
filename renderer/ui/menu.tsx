import { Menu as Base } from "@base-ui/react/menu";
import { Ellipsis } from "lucide-react";
import type { ReactNode } from "react";
import { type IconLike, iconButtonClass } from "./button";
import { classNames } from "./class-names";
import { KeyCaps } from "./key-caps";

export type MenuEntry =
  | {
      readonly kind: "item";
      readonly label: string;
      readonly icon?: IconLike;
      readonly danger?: boolean;
      readonly disabled?: boolean;
      readonly note?: string;
      /** The keys that do the same, as they stand on the keyboard. */
      readonly keys?: readonly string[];
      onSelect(): void;
    }
  | { readonly kind: "line"; readonly key: string };

interface MenuProps {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  readonly size?: "small" | "normal";
  readonly trigger?: ReactNode;
  readonly triggerClass?: string;
}

/** Menus belong to the page: outside its landmark a screen reader's list of places would not lead to them. */
const page = {
  get current() {
    return document.getElementById("main");
  },
};

export function Menu({ label, entries, size = "normal", trigger, triggerClass }: MenuProps) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger aria-label={label} title={label} className={triggerClass ?? iconButtonClass(size)}>
        {trigger ?? <Ellipsis size={16} />}
      </Base.Trigger>
      <Base.Portal container={page}>
        <Base.Positioner align="end" sideOffset={4} className="z-50 outline-none">
          <Base.Popup className={popupClass}>{entries.map(entry)}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export const popupClass =
  "min-w-[200px] max-w-[360px] rounded-3 bg-raised p-[5px] shadow-float outline-none transition-[opacity,translate] duration-(--d-touch) ease-out data-[starting-style]:-translate-y-1 data-[starting-style]:opacity-0 data-[ending-style]:opacity-0";

function entry(one: MenuEntry) {
  if (one.kind === "line") return <Base.Separator key={one.key} className="mx-[9px] my-[5px] h-px bg-line" />;
  const { label, icon: Icon, danger = false, note, keys, disabled = false, onSelect } = one;
  return (
    <Base.Item
      key={label}
      disabled={disabled}
      onClick={onSelect}
      className={classNames(
        "flex min-h-7 items-center gap-[9px] rounded-[5px] px-[9px] py-[3px] outline-none select-none data-[disabled]:text-ink-3 data-[highlighted]:bg-hover",
        danger ? "text-bad data-[highlighted]:bg-bad-wash" : "[&>svg]:text-ink-2",
      )}
    >
      {Icon !== undefined && <Icon size={15} />}
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {note !== undefined && <span className="text-small text-ink-3">{note}</span>}
      {keys !== undefined && <KeyCaps caps={keys} />}
    </Base.Item>
  );
}
