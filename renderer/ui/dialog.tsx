import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { words } from "../words";
import { iconButtonClass } from "./button";
import { classNames } from "./class-names";

interface DialogProps {
  readonly open: boolean;
  onClose(): void;
  readonly title: string;
  readonly lead?: ReactNode;
  readonly width?: string;
  readonly children: ReactNode;
}

const firstField = "input:not([type=file]), select, textarea";

/** A modal dialog; its title names it. Opens where it stays: no layout moves behind it. */
export function Dialog({ open, onClose, title, lead, width = "w-[480px]", children }: DialogProps) {
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-(--d-touch) data-[starting-style]:opacity-0 data-[ending-style]:opacity-0" />
        <Base.Viewport className="fixed inset-0 z-50 grid grid-cols-[minmax(0,1fr)] place-items-center overflow-auto p-5">
          <Base.Popup
            ref={popup}
            data-modal
            // What is to be filled in first; otherwise the dialog itself, never the way out.
            initialFocus={() => popup.current?.querySelector<HTMLElement>(firstField) ?? popup.current ?? true}
            className={classNames(
              "max-w-full rounded-3 bg-raised shadow-dialog outline-none transition-[opacity,translate] duration-(--d-move) ease-out data-[starting-style]:translate-y-2 data-[starting-style]:opacity-0 data-[ending-style]:opacity-0",
              width,
            )}
          >
            <header className="flex items-start gap-2 pt-4 pr-3 pb-3 pl-5">
              <div className="min-w-0 flex-1 pt-0.5">
                <Base.Title className="text-lead font-bold tracking-[-0.006em]">{title}</Base.Title>
                {lead !== undefined && (
                  <Base.Description render={<div />} className="mt-0.5 text-ink-2">
                    {lead}
                  </Base.Description>
                )}
              </div>
              <Base.Close aria-label={words.common.close} title={words.common.close} className={iconButtonClass()}>
                <X size={16} />
              </Base.Close>
            </header>
            {children}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}

export function DialogBody({ children, className }: { readonly children: ReactNode; readonly className?: string }) {
  return <div className={classNames("px-5 pb-2", className)}>{children}</div>;
}

export function DialogActions({ note, children }: { readonly note?: ReactNode; readonly children: ReactNode }) {
  return (
    <footer className="flex items-center justify-end gap-2 border-t border-line px-5 py-3">
      <p className="min-w-0 flex-1 text-small text-ink-3">{note}</p>
      {children}
    </footer>
  );
}
