import { useEffect } from "react";
import { isMac } from "../ui/mac";
import { actionsNow } from "./here";
import { pose, useQuestion } from "./question";
import { shortcutOf } from "./shortcuts";

const typing =
  "input:not([type=checkbox],[type=radio],[type=range],[type=button]), textarea, select, [contenteditable]";
const floating = "[role=dialog], [role=alertdialog], [role=menu], [role=listbox]";

/** Listens for the keys of the interface. What has the focus comes first: its own keys, text being typed, a dialog. */
export function useActionKeys(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return;
      const shortcut = shortcutOf(event, isMac);
      if (shortcut === null) return;
      const { question } = useQuestion.getState();
      if (shortcut === "palette") {
        event.preventDefault();
        if (question?.kind === "palette") pose(null);
        else if (document.querySelector("[data-modal]") === null) pose({ kind: "palette" });
        return;
      }
      const target = event.target instanceof Element ? event.target : null;
      if (question !== null || target?.closest(`${typing}, ${floating}`) != null) return;
      if (document.querySelector("[data-modal]") !== null) return;
      if (shortcut === "search") {
        event.preventDefault();
        pose({ kind: "palette" });
        return;
      }
      const action = actionsNow().find((one) => one.shortcut === shortcut);
      if (action === undefined || !action.enabled) return;
      event.preventDefault();
      action.run();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
}
