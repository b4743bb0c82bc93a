import type { ReactNode } from "react";

/** The side of the page for what is selected. In a narrow window it lies over the rest. */
export function PanelFrame({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <aside
      aria-label={label}
      className="z-[3] flex min-h-0 animate-from-right flex-col overflow-y-auto border-l border-line bg-surface max-[820px]:absolute max-[820px]:inset-y-0 max-[820px]:right-0 max-[820px]:w-[min(320px,100%)] max-[820px]:shadow-dialog"
    >
      {children}
    </aside>
  );
}

interface PanelSectionProps {
  readonly title: string;
  /** At the right of the title: a span, a size. */
  readonly note?: ReactNode;
  readonly children: ReactNode;
}

export function PanelSection({ title, note, children }: PanelSectionProps) {
  return (
    <section className="py-3 [&+&]:border-t [&+&]:border-line">
      <div className="mb-1.5 flex items-baseline gap-3 text-small">
        <h3 className="min-w-0 flex-1 font-strong tabular-nums">{title}</h3>
        {note !== undefined && <span className="shrink-0 text-ink-3 tabular-nums">{note}</span>}
      </div>
      {children}
    </section>
  );
}
