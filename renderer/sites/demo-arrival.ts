import { useEffect } from "react";
import { useOperations } from "../api/queries";
import { dismiss, useInterface } from "../app/interface-state";
import { navigate, toSite } from "../app/router";

/** The person asked for the demo and watched it come about: when it is there, its page opens, where it says what to try. */
export function useDemoArrival(): void {
  const operations = useOperations();
  const { started, dismissed } = useInterface();
  const arrived = operations.find(
    ({ id, kind, state }) => kind === "create-demo" && state === "done" && started.has(id) && !dismissed.has(id),
  );
  const id = arrived?.id;
  const siteId = arrived?.siteId;
  useEffect(() => {
    if (id === undefined || siteId == null) return;
    dismiss(id);
    navigate(toSite(siteId));
  }, [id, siteId]);
}
