import { useMutation } from "@tanstack/react-query";
import { client, queryClient } from "../api/client";
import { keys } from "../api/keys";

/** Looks at everything again, and asks for everything again where that changed something. */
export function useRetry() {
  return useMutation({
    mutationFn: () => client.system.retry(),
    onSuccess: () => queryClient.invalidateQueries(),
    onError: () => queryClient.invalidateQueries({ queryKey: keys.health }),
  });
}
