import { useState } from "react";
import type { BringPlan } from "../../shared/model/views";
import { Dialog } from "../ui/dialog";
import { words } from "../words";
import { BringPlanForm } from "./bring-plan-form";
import { BringSource } from "./bring-source";

interface BringDialogProps {
  readonly open: boolean;
  /** A file that was dropped on the page before the dialog opened. */
  readonly file: File | null;
  onClose(): void;
}

/** First where it is, then what was found in it; nothing changes before the last click. */
export function BringDialog({ open, file, onClose }: BringDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title={words.bring.title} lead={words.bring.lead} width="w-[560px]">
      <Steps file={file} onClose={onClose} />
    </Dialog>
  );
}

function Steps({ file, onClose }: Omit<BringDialogProps, "open">) {
  const [plan, setPlan] = useState<BringPlan | null>(null);
  if (plan === null) return <BringSource file={file} onPlan={setPlan} onClose={onClose} />;
  return <BringPlanForm plan={plan} onBack={() => setPlan(null)} onClose={onClose} />;
}
