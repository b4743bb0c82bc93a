import { useState } from "react";
import type { Operation } from "../../shared/model/operation";
import type { SiteDetail } from "../../shared/model/views";
import { client } from "../api/client";
import { openAddress } from "../api/open-address";
import { useAction } from "../api/start";
import { ask } from "./site-state";
import type { VersionActions } from "./version-actions";

/** Binds what can be done with a version to the host. Questions are asked where the version is shown: in the panel. */
export function useVersionActions(
  detail: SiteDetail,
  running: Operation | null,
  select: (versionId: string) => void,
): {
  readonly actions: VersionActions;
  readonly removing: string | null;
  setRemoving(versionId: string | null): void;
} {
  const [removing, setRemoving] = useState<string | null>(null);
  const rewind = useAction(client.versions.rewind);
  const peek = useAction(client.versions.peek);
  const pin = useAction(client.versions.pin);
  const find = (versionId: string) => detail.versions.find((one) => one.id === versionId);
  const actions: VersionActions = {
    free: running === null && !rewind.running && !peek.running,
    rewind: (versionId) => {
      const version = find(versionId);
      if (version !== undefined) rewind.run({ branchId: rewindable(detail, version.branchId), versionId });
    },
    branch: (versionId) => {
      select(versionId);
      ask({ versionId, what: "branch" });
    },
    peek: (versionId) => {
      const open = detail.branches.find((one) => one.id === find(versionId)?.peekBranchId);
      if (open === undefined) peek.run({ versionId });
      else void openAddress(open.url);
    },
    pin: (versionId, pinned) => pin.run({ versionId, pinned }),
    label: (versionId) => {
      select(versionId);
      ask({ versionId, what: "label" });
    },
    remove: setRemoving,
  };
  return { actions, removing, setRemoving };
}

/** A version rewinds the branch it is from; when that is gone, or only a peek, main. */
function rewindable(detail: SiteDetail, branchId: string): string {
  const own = detail.branches.find((one) => one.id === branchId && one.kind !== "peek" && one.trashedAt === null);
  const main = detail.branches.find((one) => one.kind === "main");
  return own?.id ?? main?.id ?? branchId;
}
