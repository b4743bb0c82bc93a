import type { BranchState } from "../../shared/model/views";
import { classNames } from "./class-names";

export type DotKind = BranchState | "busy";

const shapes: Record<Exclude<DotKind, "busy" | "starting">, string> = {
  running: "rounded-full bg-good",
  stopped: "rounded-[2px] shadow-[inset_0_0_0_1.5px_var(--ink-3)]",
  trashed: "rounded-[2px] shadow-[inset_0_0_0_1.5px_var(--line-control)]",
  failing: "rotate-45 rounded-[2px] bg-bad",
};

/** State is never colour alone: each has its own shape. The word beside it is the caller's. */
export function StateDot({ kind }: { readonly kind: DotKind }) {
  if (kind === "busy" || kind === "starting") return <Spinner />;
  return <span aria-hidden="true" className={classNames("inline-block size-2 shrink-0", shapes[kind])} />;
}

export function Spinner() {
  return (
    <span
      aria-hidden="true"
      className="-mx-px inline-block size-[11px] shrink-0 animate-turn rounded-full border-2 border-accent-line border-t-accent [.bg-accent_&]:border-on-accent/40 [.bg-accent_&]:border-t-on-accent"
    />
  );
}
