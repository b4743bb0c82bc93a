import type { MomentTarget } from "../../shared/model/recording";
import { client } from "../api/client";
import { useAction } from "../api/start";

/** A version by its id, or a moment. */
export type RewindTarget = string | MomentTarget;

/** Goes to a version or a moment although its pages fail: what a rewind that was refused for that offers next. */
export const useRewindAnyway = () =>
  useAction(({ branchId, to }: { readonly branchId: string; readonly to: RewindTarget }) =>
    typeof to === "string"
      ? client.versions.rewind({ branchId, versionId: to, evenIfBroken: true })
      : client.moments.rewind({ branchId, target: to, evenIfBroken: true }),
  );

export const useCancel = () => useAction((operationId: string) => client.operations.cancel({ operationId }));
export const useUndo = () => useAction((operationId: string) => client.operations.undo({ operationId }));
