import { useQueries } from "@tanstack/react-query";
import { useState } from "react";
import type { SiteDetail } from "../../shared/model/views";
import { thinnable } from "../../shared/thin";
import { api, client } from "../api/client";
import { useOperations, useSites, useTrash } from "../api/queries";
import { perform } from "../api/start";
import { isOver } from "../operations/progress";
import { Button } from "../ui/button";
import { bytes } from "../ui/bytes";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { useNow } from "../ui/now";
import { day } from "../ui/time";
import { words } from "../words";

/** Milliseconds of history that are kept whatever happens. */
const kept = 7 * day;

interface Freeable {
  readonly count: number;
  /** At least this much; null while nothing of it was measured. */
  readonly bytes: number | null;
  free(): Promise<void>;
}

interface FreeButtonProps {
  readonly what: "versions" | "trash";
  readonly best: boolean;
}

/** Makes room by what can go; says beforehand how much that is. */
export function FreeButton({ what, best }: FreeButtonProps) {
  const [asking, setAsking] = useState(false);
  const [asked, setAsked] = useState(false);
  const freeable = useFreeable(what);
  const operations = useOperations();
  const kinds = what === "versions" ? ["thin-versions"] : ["purge-site", "delete-branch"];
  const busy = asked || operations.some((one) => kinds.includes(one.kind) && !isOver(one));
  const text = words.health.problem;
  if (busy) return <Button busy>{text.freeing}</Button>;
  if (freeable.count === 0) return <Button disabled>{text.nothing}</Button>;
  const action = freeable.bytes === null ? text.freeUnknown : text.free(bytes(freeable.bytes));
  return (
    <>
      <Button look={best ? "primary" : "plain"} className="tabular-nums" onClick={() => setAsking(true)}>
        {action}
      </Button>
      <ConfirmDialog
        open={asking}
        title={text.sure[what].title(freeable.count)}
        lead={text.sure[what].lead}
        action={action}
        busy={false}
        onConfirm={() => {
          setAsking(false);
          setAsked(true);
          void freeable.free().finally(() => setAsked(false));
        }}
        onClose={() => setAsking(false)}
      />
    </>
  );
}

/** How many there are, for the line beside the button. */
export function FreeCount({ what }: { readonly what: "versions" | "trash" }) {
  const { count } = useFreeable(what);
  if (count === 0) return null;
  const text = words.health.problem;
  return <span className="tabular-nums"> {what === "versions" ? text.versions(count) : text.trashed(count)}</span>;
}

function useFreeable(what: "versions" | "trash"): Freeable {
  const details = useDetails();
  const trashed = useTrash().data ?? [];
  const now = useNow(60_000);
  const before = new Date(now - kept).toISOString();
  if (what === "versions") {
    const bySite = details
      .map(({ site, versions }) => ({ siteId: site.id, versions: thinnable(versions, before, new Date(now)) }))
      .filter(({ versions }) => versions.length > 0);
    const all = bySite.flatMap(({ versions }) => versions);
    return {
      count: all.length,
      bytes: sum(all.map((one) => one.size.own)),
      free: async () => {
        for (const { siteId } of bySite) await perform(() => client.versions.thin({ siteId, before }));
      },
    };
  }
  const branches = details.flatMap((detail) =>
    detail.branches.filter((one) => one.kind === "branch" && one.trashedAt !== null),
  );
  return {
    count: trashed.length + branches.length,
    bytes: sum([...trashed.map((one) => one.size.total), ...branches.map((one) => one.size.own)]),
    free: async () => {
      for (const { id } of trashed) await perform(() => client.sites.purge({ siteId: id }));
      for (const { id } of branches) await perform(() => client.branches.remove({ branchId: id, forGood: true }));
    },
  };
}

function useDetails(): readonly SiteDetail[] {
  const sites = useSites().data ?? [];
  const queries = sites.map(({ id }) => api.sites.get.queryOptions({ input: { siteId: id } }));
  return useQueries({ queries }).flatMap(({ data }) => data ?? []);
}

function sum(numbers: readonly (number | null)[]): number | null {
  const known = numbers.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
}
