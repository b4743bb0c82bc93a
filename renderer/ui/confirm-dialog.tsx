import type { ReactNode } from "react";
import { words } from "../words";
import { Button } from "./button";
import { Dialog, DialogActions, DialogBody } from "./dialog";

interface ConfirmDialogProps {
  readonly open: boolean;
  readonly title: string;
  readonly lead: string;
  readonly action: string;
  readonly busy: boolean;
  readonly children?: ReactNode;
  onConfirm(): void;
  onClose(): void;
}

/** For deletions only: what it takes away, said before it is asked. A rewind needs no question, it has an undo. */
export function ConfirmDialog({ open, title, lead, action, busy, children, onConfirm, onClose }: ConfirmDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title={title} lead={lead} width="w-[440px]">
      {children !== undefined && <DialogBody>{children}</DialogBody>}
      <DialogActions>
        <Button onClick={onClose}>{words.common.cancel}</Button>
        <Button look="danger" busy={busy} onClick={onConfirm}>
          {action}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
