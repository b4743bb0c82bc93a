import type { Docker } from "./connection";
import { runExec } from "./exec";
import { isConflict, isNotFound } from "./images";

const tries = 300;

/**
 * Looks ten times a second, up to 30 s, whether a connection to port 80 is still open, also one that Apache has not taken
 * yet: Apache resets those when it is told to stop. One exec, because each costs.
 */
const script = `n=0
while [ $n -lt ${tries} ] && cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | grep -qE '^ *[0-9]+: [0-9A-F]+:0050 [0-9A-F]+:[0-9A-F]+ 01 '
do n=$((n+1)); sleep 0.1; done`;

/** Waits until a web container has answered all it was asked. One that does not run has. */
export async function drain(docker: Docker, web: string, signal: AbortSignal): Promise<void> {
  await runExec(docker, web, ["sh", "-c", script], { user: "www-data" }, signal).catch((cause: unknown) => {
    if (!isNotFound(cause) && !isConflict(cause)) throw cause;
  });
}
