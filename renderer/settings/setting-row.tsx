import { type ReactNode, useId } from "react";
import type { ErrorReport } from "../../shared/errors";
import { failureText } from "../operations/failure-text";

interface SettingsSectionProps {
  readonly id: string;
  readonly title: string;
  readonly lead?: string;
  readonly children: ReactNode;
}

/** A part of the page; its heading takes the focus when one goes there from the list of parts. */
export function SettingsSection({ id, title, lead, children }: SettingsSectionProps) {
  return (
    <section aria-labelledby={`${id}-title`} id={id} className="scroll-mt-7 pb-9">
      <h2 id={`${id}-title`} tabIndex={-1} className="text-lead font-bold tracking-[-0.008em] outline-none">
        {title}
      </h2>
      {lead !== undefined && <p className="mt-1 text-ink-2">{lead}</p>}
      <div className="mt-1.5">{children}</div>
    </section>
  );
}

interface SettingRowProps {
  readonly label: string;
  readonly note: ReactNode;
  readonly failure?: ErrorReport | null;
  /** The control; it is named by `labelledBy` and described by `describedBy`. */
  readonly children?: (ids: { readonly labelledBy: string; readonly describedBy: string }) => ReactNode;
  /** A second line, as wide as the row. */
  readonly below?: ReactNode;
}

/** Name and meaning on the left, the control on the right, what went wrong under both. */
export function SettingRow({ label, note, failure = null, children, below }: SettingRowProps) {
  const id = useId();
  const text = failure === null ? null : failureText(failure);
  const ids = { labelledBy: `${id}-label`, describedBy: `${id}-note` };
  return (
    <div className="border-b border-line py-3.5">
      <div className="flex min-h-9 flex-wrap items-center gap-x-6 gap-y-2">
        <div className="min-w-[220px] flex-1">
          <h3 id={ids.labelledBy} className="font-medium">
            {label}
          </h3>
          <p id={ids.describedBy} className="max-w-[440px] text-small text-ink-2">
            {note}
          </p>
        </div>
        {children?.(ids)}
      </div>
      {below}
      <p role="status" className="text-small text-bad empty:hidden">
        {text === null ? "" : `${text.message} ${text.hint}`}
      </p>
    </div>
  );
}
