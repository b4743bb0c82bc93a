/**
 * Letters typed after the palette was asked for and before its field has the focus: its code may still be on the way, and
 * nobody waits for that. Only one is asked for at a time.
 */
let letters = "";
let stop: (() => void) | null = null;

/** Milliseconds after which a palette that never came gives the keys back. */
const patience = 5000;

/** Keeps what is typed from now on; `onEscape` when the person changes their mind. */
export function catchLetters(onEscape: () => void): void {
  stop?.();
  const press = (event: KeyboardEvent) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") {
      takeLetters();
      onEscape();
    } else if (event.key === "Backspace") letters = letters.slice(0, -1);
    else if (event.key.length === 1) letters += event.key;
  };
  const timer = setTimeout(takeLetters, patience);
  window.addEventListener("keydown", press, { capture: true });
  stop = () => {
    clearTimeout(timer);
    window.removeEventListener("keydown", press, { capture: true });
  };
}

/** What was typed so far. From now on the keys go where the focus is. */
export function takeLetters(): string {
  stop?.();
  stop = null;
  const taken = letters;
  letters = "";
  return taken;
}
