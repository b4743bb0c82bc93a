import { useConnection } from "../api/connection";
import { Reconnecting } from "./connection-pages";
import { FailureNotice } from "./failure-notice";
import { useInterface } from "./interface-state";

/** What happened anywhere, one below the other under the bar: never over an operation, which floats at the bottom. */
export function Notices() {
  const failures = useInterface((state) => state.failures);
  const reconnecting = useConnection(({ state }) => state.kind === "reconnecting");
  return (
    <div className="pointer-events-none fixed top-[52px] right-4 z-50 flex w-[440px] max-w-[calc(100%-32px)] flex-col items-end gap-2">
      {reconnecting && <Reconnecting />}
      {failures.map((failure) => (
        <FailureNotice key={`${failure.code} ${failure.message}`} failure={failure} />
      ))}
    </div>
  );
}
