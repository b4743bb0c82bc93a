import { useEffect } from "react";
import { openAddress } from "../api/open-address";
import { useOperations } from "../api/queries";
import { hasLanded } from "../operations/progress";
import { markOpened, useInterface } from "./interface-state";

/** A peek the person asked for on this page opens in its own tab as soon as it is there. */
export function PeekOpener() {
  const operations = useOperations();
  const { started, opened } = useInterface();
  const ready = operations.find(
    (one) => one.kind === "peek" && hasLanded(one) && started.has(one.id) && !opened.has(one.id),
  );
  useEffect(() => {
    if (ready === undefined) return;
    markOpened(ready.id);
    const url = ready.result?.["url"];
    // Held back by the browser: the bar of open peeks offers it as a link.
    if (url !== undefined) void openAddress(url);
  }, [ready]);
  return null;
}
