import type { SiteDetail } from "../../shared/model/views";
import { MarksKey } from "../timeline/marks-key";
import { bytes } from "../ui/bytes";
import { useNow } from "../ui/now";
import { dayName } from "../ui/time";
import { words } from "../words";

/** The thin line at the bottom: since when, how many, how much. */
export function StatusLine({ detail }: { readonly detail: SiteDetail }) {
  const now = useNow(60_000);
  const { status } = words.site;
  const first = detail.versions.reduce<string | null>(
    (least, one) => (least === null || one.at < least ? one.at : least),
    null,
  );
  const count = detail.versions.length;
  return (
    <footer className="flex h-[30px] items-center gap-[18px] overflow-hidden border-t border-line px-3.5 text-small whitespace-nowrap text-ink-2 tabular-nums wide:px-5 [&_b]:font-medium [&_b]:text-ink">
      {first !== null && (
        <span>
          {status.since} <b>{dayName(first, now)}</b>
        </span>
      )}
      <span className="flex-1" />
      <span>
        <b>{count}</b> {status.versions(count)}
      </span>
      {detail.historyBytes !== null && detail.siteBytes !== null && (
        <span>
          {status.history} <b>{bytes(detail.historyBytes)}</b> {status.beside} <b>{bytes(detail.siteBytes)}</b>{" "}
          {status.site}
        </span>
      )}
      <span className="-mr-2 -ml-1">
        <MarksKey />
      </span>
    </footer>
  );
}
