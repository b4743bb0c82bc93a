import { Trash2, Undo2 } from "lucide-react";
import { useState } from "react";
import type { BranchView, SiteDetail } from "../../shared/model/views";
import { client } from "../api/client";
import { useAction } from "../api/start";
import { Button, IconButton } from "../ui/button";
import { bytes } from "../ui/bytes";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { useNow } from "../ui/now";
import { day, dayName } from "../ui/time";
import { words } from "../words";

const kept = 7 * day;

interface BranchTrashProps {
  readonly detail: SiteDetail;
  readonly free: boolean;
}

/** Deleted branches that can still be had back, and the space they hold. */
export function BranchTrash({ detail, free }: BranchTrashProps) {
  const now = useNow();
  const [purging, setPurging] = useState<BranchView | null>(null);
  const restore = useAction((branchId: string) => client.branches.restore({ branchId }));
  const purge = useAction((branchId: string) => client.branches.remove({ branchId, forGood: true }), {
    onDone: () => setPurging(null),
  });
  const trashed = detail.branches.filter((one) => one.kind === "branch" && one.trashedAt !== null);
  if (trashed.length === 0) return null;
  const { trash } = words.site;
  return (
    <section aria-label={trash.region} className="border-t border-line bg-sunken">
      <h3 className="px-4 pt-2.5 text-small font-strong text-ink-2">{trash.title}</h3>
      <ul>
        {trashed.map((branch) => (
          <li key={branch.id} className="flex min-h-11 items-center gap-2 py-1.5 pr-2 pl-4">
            <div className="min-w-0 flex-1">
              <span className="block truncate font-medium text-ink-2">{branch.name}</span>
              <span className="block text-small leading-[17px] tabular-nums text-ink-3">
                {words.sites.trash.until(dayName(Date.parse(branch.trashedAt ?? "") + kept, now))},{" "}
                {bytes(branch.size.own)}
              </span>
            </div>
            <Button
              size="small"
              icon={Undo2}
              disabled={!free}
              busy={restore.running}
              aria-label={words.sites.trash.restoreOf(branch.name)}
              onClick={() => restore.run(branch.id)}
            >
              {words.sites.trash.restore}
            </Button>
            <IconButton
              size="small"
              icon={Trash2}
              disabled={!free}
              label={words.sites.trash.purgeOf(branch.name)}
              onClick={() => setPurging(branch)}
            />
          </li>
        ))}
      </ul>
      <ConfirmDialog
        open={purging !== null}
        title={trash.purgeTitle(purging?.name ?? "")}
        lead={trash.purgeLead}
        action={words.sites.trash.purge}
        busy={purge.running}
        onConfirm={() => purging !== null && purge.run(purging.id)}
        onClose={() => setPurging(null)}
      />
    </section>
  );
}
