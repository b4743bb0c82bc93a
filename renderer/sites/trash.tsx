import { Trash2, Undo2 } from "lucide-react";
import { useState } from "react";
import type { SiteRow } from "../../shared/model/views";
import { client } from "../api/client";
import { useAction } from "../api/start";
import { Button } from "../ui/button";
import { bytes } from "../ui/bytes";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { day, dayName } from "../ui/time";
import { words } from "../words";
import { SiteBadge } from "./site-badge";

const kept = 7 * day;

export function Trash({ rows, now }: { readonly rows: readonly SiteRow[]; readonly now: number }) {
  const [purging, setPurging] = useState<SiteRow | null>(null);
  const restore = useAction((siteId: string) => client.sites.restore({ siteId }));
  const purge = useAction((siteId: string) => client.sites.purge({ siteId }), { onDone: () => setPurging(null) });
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="trash" className="mt-6">
      <div className="flex items-baseline gap-3 px-4 pb-2">
        <h2 id="trash" className="font-strong">
          {words.sites.trash.title}
        </h2>
        <p className="text-small text-ink-3">{words.sites.trash.lead}</p>
      </div>
      <ul className="overflow-hidden rounded-3 shadow-card">
        {rows.map((row) => (
          <li key={row.id} className="flex min-h-[52px] items-center gap-3 px-4 py-2 [&+&]:border-t [&+&]:border-line">
            <SiteBadge id={row.id} title={row.title} size={28} />
            <div className="min-w-0 flex-1">
              <span dir="auto" className="block truncate font-medium text-ink-2">
                {row.title}
              </span>
              {row.trashedAt !== null && (
                <span className="block text-small leading-[17px] tabular-nums text-ink-3">
                  {words.sites.trash.until(dayName(new Date(row.trashedAt).getTime() + kept, now))}
                </span>
              )}
            </div>
            <span className="text-small tabular-nums text-ink-3">{bytes(row.size.total)}</span>
            <Button
              size="small"
              icon={Undo2}
              aria-label={words.sites.trash.restoreOf(row.title)}
              onClick={() => restore.run(row.id)}
            >
              {words.sites.trash.restore}
            </Button>
            <Button
              size="small"
              look="quiet"
              icon={Trash2}
              aria-label={words.sites.trash.purgeOf(row.title)}
              onClick={() => setPurging(row)}
            >
              {words.sites.trash.purge}
            </Button>
          </li>
        ))}
      </ul>
      <ConfirmDialog
        open={purging !== null}
        title={words.sites.trash.purgeTitle(purging?.title ?? "")}
        lead={words.sites.trash.purgeLead}
        action={words.sites.trash.purge}
        busy={purge.running}
        onConfirm={() => purging !== null && purge.run(purging.id)}
        onClose={() => setPurging(null)}
      />
    </section>
  );
}
