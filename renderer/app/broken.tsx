import { Component, type ReactNode } from "react";
import { Button } from "../ui/button";
import { words } from "../words";

/** The last net: a mistake of ours in drawing a page. */
export class Broken extends Component<{ readonly children: ReactNode }, { readonly error: unknown }> {
  override state = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    return (
      <main className="grid h-full place-items-center p-6">
        <div className="w-full max-w-[620px]">
          <h1 className="mb-2 text-state font-bold tracking-[-0.018em]">{words.app.broken}</h1>
          <p className="mb-5 text-lead text-ink-2">{words.app.brokenLead}</p>
          <Button look="primary" onClick={() => window.location.reload()}>
            {words.app.reload}
          </Button>
        </div>
      </main>
    );
  }
}
