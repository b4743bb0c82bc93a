import type { Operation } from "./model/operation";
import type { Health } from "./model/views";

/** The surroundings that only the one who asks can know: the browser, the system under the desktop app. */
type About = Readonly<Record<string, string | undefined>>;

/**
 * What helps somebody else to help, as Markdown and in English, whatever the interface speaks. No names of sites, no
 * addresses of theirs, no user's name, no password: what failed stands there as kind, code and the id in the log.
 */
export function healthReport(health: Health, operations: readonly Operation[], about: About, at: Date): string {
  const { app, engine, store, router, images, problem, adoptable } = health;
  const failures = operations.filter((one) => one.state === "failed").slice(0, 10);
  const lines: (string | null)[] = [
    `## Tidemark ${app.version}, ${at.toISOString()}`,
    "",
    item("Problem", problem === null ? "none" : `${problem.code}${inLog(problem.logId)}`),
    problem === null ? null : item("Said", plain(problem.message)),
    item("App", `${app.host}, ${app.system}, instance ${app.instance ?? "none"}`),
    item("Data folder", plain(app.dataFolder)),
    item("Log folder", plain(app.logFolder)),
    ...(engine === null
      ? [item("Engine", "not reached")]
      : [
          item("Engine", `${engine.version}, API ${engine.api}, ${engine.os}, kernel ${engine.kernel ?? "unknown"}`),
          item("Reached at", `${plain(engine.endpoint)}, in ${engine.answeredIn} ms`),
        ]),
    ...(store === null
      ? [item("Store", "not open")]
      : [
          item(
            "Store",
            `${store.driver}, ${mb(store.usedBytes)} of ${mb(store.capacityBytes)}, ${mb(store.freeBytes)} free`,
          ),
          item(
            "Holds",
            `sites ${mb(store.parts.sites)}, branches ${mb(store.parts.branches)}, history ${mb(store.parts.history)}, trash ${mb(store.parts.trash)}`,
          ),
          item("Free on the computer", mb(store.hostFreeBytes)),
        ]),
    item("Router", router === null ? "not running" : `port ${router.port} (wanted ${router.wanted})`),
    item("Other stores here", String(adoptable.length)),
    ...Object.entries(about).map(([name, value]) => (value === undefined ? null : item(name, value))),
    "",
    "### Images",
    ...(images.length === 0
      ? ["none"]
      : images.map(({ name, role, standIn }) => item(role, `${name}${standIn ? " (stand-in)" : ""}`))),
    "",
    "### Failures of the last day",
    ...(failures.length === 0
      ? ["none"]
      : failures.map(({ endedAt, kind, error }) =>
          item(endedAt ?? "", `${kind}: ${error?.code ?? "unknown"}${inLog(error?.logId ?? null)}`),
        )),
    "",
  ];
  return lines.filter((line) => line !== null).join("\n");
}

const item = (name: string, value: string) => `- ${name}: ${value}`;
const inLog = (logId: string | null) => (logId === null ? "" : `, log id ${logId}`);
const mb = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;

/** Without the user's name in a home folder, and without who logs in at an address. */
function plain(text: string): string {
  return text.replace(/(\/home\/|\/Users\/|[A-Za-z]:\\Users\\)[^/\\\s]+/g, "~").replace(/(\w+:\/\/)[^/@\s]+@/g, "$1");
}
