import type { SiteEvent } from "../../shared/model/event";
import { eventFigures } from "./event-text";

/** "+214 −36 words", what came in green and what went in red; the signs say it, too. */
export function EventFigures({ event }: { readonly event: SiteEvent }) {
  return eventFigures(event).map(({ text, tone }) => (
    <span key={text} className={tone === "plain" ? "" : tone === "good" ? "text-good" : "text-bad"}>
      {text}{" "}
    </span>
  ));
}
