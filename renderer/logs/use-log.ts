import { useEffect, useState } from "react";
import type { ErrorReport } from "../../shared/errors";
import { client } from "../api/client";
import { useConnection } from "../api/connection";
import { failureOf } from "../api/failure";
import { appended, type NumberedLine } from "./log-buffer";

/** Follows a branch's log; many lines at once become one drawing. */
export function useLog(branchId: string): {
  readonly lines: readonly NumberedLine[];
  readonly failure: ErrorReport | null;
} {
  const [lines, setLines] = useState<readonly NumberedLine[]>([]);
  const [failure, setFailure] = useState<ErrorReport | null>(null);
  const connected = useConnection(({ state }) => state.kind === "open");
  useEffect(() => {
    if (!connected) return;
    const ended = new AbortController();
    const waiting: NumberedLine[] = [];
    let key = 0;
    let frame = 0;
    setLines([]);
    setFailure(null);
    const draw = () => {
      frame = 0;
      const fresh = waiting.splice(0);
      setLines((known) => appended(known, fresh));
    };
    const follow = async () => {
      try {
        for await (const line of await client.branches.logs({ branchId }, { signal: ended.signal })) {
          waiting.push({ ...line, key: key++ });
          frame ||= requestAnimationFrame(draw);
        }
      } catch (error) {
        if (!ended.signal.aborted) setFailure(failureOf(error));
      }
    };
    void follow();
    return () => {
      ended.abort();
      cancelAnimationFrame(frame);
    };
  }, [branchId, connected]);
  return { lines, failure };
}
