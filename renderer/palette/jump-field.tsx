import { Search } from "lucide-react";
import { pose, useQuestion } from "../actions/question";
import { ariaKeys, keyCaps } from "../actions/shortcuts";
import { KeyCaps } from "../ui/key-caps";
import { isMac } from "../ui/mac";
import { words } from "../words";

/** Looks like the field it leads to: the palette. In a narrow window it is a button of its icon and one word. */
export function JumpField() {
  const open = useQuestion(({ question }) => question?.kind === "palette");
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-expanded={open}
      aria-keyshortcuts={ariaKeys("palette", isMac)}
      onClick={() => pose({ kind: "palette" })}
      className="mr-1.5 flex h-7 w-[150px] max-narrow:w-7 max-narrow:px-[7px] shrink-0 items-center gap-2 rounded-2 bg-sunken px-[9px] text-small font-medium text-ink-3 shadow-well hover:text-ink-2 wide:w-[250px]"
    >
      <Search size={14} />
      <span className="min-w-0 flex-1 truncate text-start max-narrow:sr-only">{words.palette.jump}</span>
      <span className="hidden wide:block">
        <KeyCaps caps={keyCaps("palette", isMac)} />
      </span>
    </button>
  );
}
