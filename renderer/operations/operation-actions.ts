import { client } from "../api/client";
import { useAction } from "../api/start";

export const useCancel = () => useAction((operationId: string) => client.operations.cancel({ operationId }));
export const useUndo = () => useAction((operationId: string) => client.operations.undo({ operationId }));
