import { CircleCheck, TriangleAlert } from "lucide-react";
import { addressOf, type Route } from "../app/router";
import { buttonClass } from "../ui/button";
import { CopyIcon } from "../ui/copy";
import { words } from "../words";
import type { Check } from "./checks";

const ways: Readonly<Record<NonNullable<Check["way"]>, Route>> = {
  problem: { kind: "problem" },
  settings: { kind: "settings" },
  trash: { kind: "sites" },
};

/** How it stands, what that means, the way out. */
export function CheckLine({ check }: { readonly check: Check }) {
  const text = words.health;
  const { ok, name, value, more, note, code = false, way } = check;
  return (
    <div className="grid min-h-10 grid-cols-[18px_120px_minmax(0,1fr)_auto] items-center gap-x-3 border-b border-line py-[9px] wide:grid-cols-[18px_190px_minmax(0,1fr)_auto]">
      {ok ? (
        <CircleCheck size={16} className="text-good" aria-label={text.lineOk} />
      ) : (
        <TriangleAlert size={16} className="text-warn" aria-label={text.lineNot} />
      )}
      <b>{name}</b>
      <span className="min-w-0 break-words text-ink-2 tabular-nums">
        {code ? (
          <code dir="ltr" className="font-code text-small break-all">
            {value}
          </code>
        ) : (
          value
        )}
        {more !== undefined && (
          <>
            {" "}
            <small className="text-small text-ink-3">{more}</small>
          </>
        )}
      </span>
      <span className="-my-1 flex min-h-6 items-center">
        {code && <CopyIcon text={value} label={text.copyOf(name)} />}
        {way !== undefined && (
          <a href={addressOf(ways[way])} className={buttonClass(ok ? "quiet" : "plain", "small")}>
            {text.ways[way]}
          </a>
        )}
      </span>
      {note !== undefined && <p className="col-start-3 mt-1 text-small text-ink-2">{note}</p>}
    </div>
  );
}
