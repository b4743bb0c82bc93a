import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";

interface OptionList {
  readonly listId: string;
  readonly active: number;
  optionId(index: number): string;
  setActive(index: number): void;
  /** For the field that has the focus all the time. */
  onKeyDown(event: KeyboardEvent): void;
}

/**
 * A field with a list below it: the focus stays in the field, the arrow keys move through the list, Enter takes what
 * they are on (the combobox pattern). `question` is what the list answers: another one begins at the top again.
 */
export function useOptionList(
  count: number,
  question: string,
  onPick: (index: number, modified: boolean) => void,
): OptionList {
  const listId = useId();
  const [at, setAt] = useState({ index: 0, question });
  const active = count === 0 ? -1 : Math.min(at.question === question ? at.index : 0, count - 1);
  const setActive = (index: number) => setAt({ index, question });
  const moved = useRef(false);
  const optionId = (index: number) => `${listId}-${index}`;
  useEffect(() => {
    // Only for the keys: the pointer is where it is.
    if (moved.current) document.getElementById(`${listId}-${active}`)?.scrollIntoView({ block: "nearest" });
    moved.current = false;
  }, [active, listId]);
  const move = (index: number) => {
    moved.current = true;
    setActive(index);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || count === 0) return;
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const wraps = Math.abs(step) === 1;
      const next = active + step;
      move(wraps ? (next + count) % count : Math.min(count - 1, Math.max(0, next)));
    } else if ((event.key === "Home" || event.key === "End") && event.ctrlKey) {
      event.preventDefault();
      move(event.key === "Home" ? 0 : count - 1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      onPick(active, event.ctrlKey || event.metaKey);
    }
  };
  return { listId, active, optionId, setActive, onKeyDown };
}
