import { X } from "lucide-react";
import { FailureParts } from "../operations/failure-parts";
import { IconButton } from "../ui/button";
import { words } from "../words";
import { showFailure, useInterface } from "./interface-state";

/** A call that failed outside any dialog, in its three parts, until it is read. */
export function FailureNotice() {
  const failure = useInterface((state) => state.failure);
  if (failure === null) return null;
  return (
    <section
      role="alert"
      className="fixed right-4 bottom-4 z-50 flex w-[440px] max-w-[calc(100%-32px)] animate-from-below items-start gap-2 rounded-3 bg-raised p-4 pr-3 shadow-dialog"
    >
      <FailureParts failure={failure} />
      <IconButton size="small" label={words.common.close} icon={X} onClick={() => showFailure(null)} />
    </section>
  );
}
