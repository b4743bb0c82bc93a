import { useQuery } from "@tanstack/react-query";
import type { MomentView } from "../../shared/model/recording";
import { api } from "../api/client";

/** What going to right before something would mean. Its log may be thinned out while one reads: it is asked again. */
export function useMomentBefore(eventId: string): MomentView | undefined {
  const options = api.recording.moment.queryOptions({ input: { kind: "before-event", eventId } });
  return useQuery({ ...options, staleTime: 30_000 }).data;
}
