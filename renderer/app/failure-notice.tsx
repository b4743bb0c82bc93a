import { X } from "lucide-react";
import type { ErrorReport } from "../../shared/errors";
import { FailureParts } from "../operations/failure-parts";
import { IconButton } from "../ui/button";
import { words } from "../words";
import { dismissFailure } from "./interface-state";

/** A call that failed outside any dialog, in its three parts, until it is read. */
export function FailureNotice({ failure }: { readonly failure: ErrorReport }) {
  return (
    <section
      role="alert"
      className="pointer-events-auto flex w-full animate-appear items-start gap-2 rounded-3 bg-raised p-4 pr-3 shadow-dialog"
    >
      <FailureParts failure={failure} />
      <IconButton size="small" label={words.common.close} icon={X} onClick={() => dismissFailure(failure)} />
    </section>
  );
}
