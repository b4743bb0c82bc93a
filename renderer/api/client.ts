import { createORPCClient } from "@orpc/client";
import type { ContractRouterClient } from "@orpc/contract";
import { createTanstackQueryUtils } from "@orpc/tanstack-query";
import { QueryClient } from "@tanstack/react-query";
import type { Contract } from "../../shared/contract";
import { keepConnected } from "./connection";
import { followEvents } from "./events";
import { messagePortTransport } from "./message-port";
import { takeToken } from "./token";
import { websocketAddress, websocketTransport } from "./websocket";

export const queryClient = new QueryClient({
  defaultOptions: {
    // The host hints at every change, so data never grows stale by time alone.
    queries: { staleTime: Number.POSITIVE_INFINITY, retry: 1, refetchOnWindowFocus: false, networkMode: "always" },
    mutations: { networkMode: "always" },
  },
});
// A site's thousands of versions aren't compared one by one with the answer before: what is made of them is made of all.
queryClient.setQueryDefaults([["sites", "get"]], { structuralSharing: false });

const token = takeToken(window.location, window.history, window.sessionStorage);
const open =
  window.tidemark === undefined
    ? websocketTransport(websocketAddress(window.location), token)
    : messagePortTransport(window.tidemark);

const link = keepConnected(open, () => {
  void queryClient.invalidateQueries();
  void followEvents(client, queryClient);
});

export const client: ContractRouterClient<Contract> = createORPCClient(link);
export const api = createTanstackQueryUtils(client);
