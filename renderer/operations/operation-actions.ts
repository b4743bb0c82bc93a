import { client } from "../api/client";
import { useAction } from "../api/start";

/** Goes to a version although its pages fail: what a rewind that was refused for that offers next. */
export const useRewindAnyway = () =>
  useAction(({ branchId, versionId }: { readonly branchId: string; readonly versionId: string }) =>
    client.versions.rewind({ branchId, versionId, evenIfBroken: true }),
  );

export const useCancel = () => useAction((operationId: string) => client.operations.cancel({ operationId }));
export const useUndo = () => useAction((operationId: string) => client.operations.undo({ operationId }));
