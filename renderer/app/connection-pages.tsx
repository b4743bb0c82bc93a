import { buttonClass } from "../ui/button";
import { CommandLine } from "../ui/copy";
import { Spinner } from "../ui/state-dot";
import { words } from "../words";
import { Frame } from "./frame";
import { addressOf } from "./router";

export function Connecting() {
  return (
    <Frame crumbs={[]}>
      <div className="grid h-full place-items-center">
        <p role="status" className="flex items-center gap-2.5 text-ink-2">
          <Spinner />
          {words.app.connecting}
        </p>
      </div>
    </Frame>
  );
}

export function Refused() {
  return (
    <main className="grid h-full place-items-center overflow-auto p-6">
      <div className="w-full max-w-[620px]">
        <h1 className="mb-2 text-state font-bold tracking-[-0.018em] text-balance">{words.app.refusedTitle}</h1>
        <p className="mb-5 text-lead text-ink-2">{words.app.refusedLead}</p>
        <p className="mb-2">{words.app.refusedDo}</p>
        <CommandLine command="npm start" />
      </div>
    </main>
  );
}

/** Calm, because sites don't depend on this page. */
export function Reconnecting() {
  return (
    <div
      role="status"
      className="pointer-events-auto flex animate-appear items-center gap-3 rounded-3 bg-raised py-2.5 pr-4 pl-3.5 shadow-dialog"
    >
      <Spinner />
      <p className="leading-[18px]">
        <b>{words.app.reconnecting}</b>
        <span className="block text-small text-ink-2">{words.app.reconnectingLead}</span>
      </p>
    </div>
  );
}

export function NotFound() {
  return (
    <Frame crumbs={[]}>
      <div className="grid h-full place-items-center p-6">
        <div className="w-full max-w-[620px]">
          <h1 className="mb-2 text-state font-bold tracking-[-0.018em]">{words.app.notFoundTitle}</h1>
          <p className="mb-5 text-lead text-ink-2">{words.app.notFoundLead}</p>
          <a href={addressOf({ kind: "sites" })} className={buttonClass("primary")}>
            {words.app.toSites}
          </a>
        </div>
      </div>
    </Frame>
  );
}
