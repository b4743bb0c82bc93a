import type { Operation } from "../../shared/model/operation";
import type { Settings } from "../../shared/model/settings";
import type { Health } from "../../shared/model/views";
import { isOver } from "../operations/progress";
import { bytes } from "../ui/bytes";
import { words } from "../words";

/** One line of the page: how it stands, what that means, and the way out where there is one. */
export interface Check {
  readonly id: string;
  readonly ok: boolean;
  readonly name: string;
  readonly value: string;
  readonly more?: string;
  /** A path or an address: in the code's type, to be copied. */
  readonly code?: boolean;
  /** What it costs and what could be done about it, below the line. */
  readonly note?: string;
  readonly way?: "problem" | "settings" | "trash";
  readonly show?: "data" | "logs";
}

export interface CheckGroup {
  readonly title: string;
  readonly checks: readonly Check[];
}

/** Pure: everything that is looked at, in the order it is shown. */
export function checksOf(
  health: Health,
  settings: Settings | undefined,
  operations: readonly Operation[],
): readonly CheckGroup[] {
  const text = words.health;
  const { engine, store, router, app } = health;
  return [
    { title: text.sections.engine, checks: engineChecks(health) },
    ...(store === null ? [] : [{ title: text.sections.store, checks: storeChecks(health, store, settings) }]),
    ...(router === null
      ? []
      : [
          {
            title: text.sections.addresses,
            checks: [
              {
                id: "router",
                ok: router.port === router.wanted,
                name: text.router,
                value: text.routerAt(router.port),
                ...(router.port === router.wanted
                  ? {}
                  : { more: text.routerWanted(router.wanted), note: text.routerNote(router.wanted) }),
              },
            ],
          },
        ]),
    ...(engine === null ? [] : [{ title: text.sections.work, checks: workChecks(operations) }]),
    {
      title: text.sections.app,
      checks: [
        { id: "version", ok: true, name: text.version, value: app.version, more: text.host[app.host] },
        { id: "data", ok: true, name: text.dataFolder, value: app.dataFolder, code: true },
        { id: "logs", ok: true, name: text.logFolder, value: app.logFolder, code: true },
        ...(app.instance === null
          ? []
          : [{ id: "instance", ok: true, name: text.instance, value: app.instance, code: true }]),
      ],
    },
  ];
}

function engineChecks({ engine, images, problem }: Health): readonly Check[] {
  const text = words.health;
  if (engine === null) {
    return [
      {
        id: "engine",
        ok: false,
        name: text.engine,
        value: text.engineNone,
        ...(problem === null ? {} : { way: "problem" as const }),
      },
    ];
  }
  const standIns = images.filter((one) => one.standIn);
  return [
    {
      id: "engine",
      ok: true,
      name: text.engine,
      value: text.engineAnswers(engine.answeredIn),
      more: text.engineDetail(engine.version, engine.api, engine.kernel),
    },
    { id: "endpoint", ok: true, name: text.endpoint, value: engine.endpoint, code: true },
    {
      id: "images",
      ok: standIns.length === 0,
      name: text.images,
      value: text.imagesPresent(images.length),
      more: images.map((one) => shortName(one.name)).join(", "),
      ...(standIns.length === 0 ? {} : { note: text.standIns(standIns.length, images.length) }),
    },
  ];
}

type Store = NonNullable<Health["store"]>;

function storeChecks(health: Health, store: Store, settings: Settings | undefined): readonly Check[] {
  const text = words.health;
  const { problem } = health;
  const limit = settings?.storeLimit ?? null;
  const mayTake = limit === null ? 0 : Math.max(0, limit - store.usedBytes);
  const stopsEarly = mayTake > store.hostFreeBytes;
  const full = problem?.code === "store-full";
  const hostFull = problem?.code === "host-full";
  return [
    {
      id: "driver",
      ok: store.driver === "btrfs",
      name: text.driver,
      value: text.drivers[store.driver],
      more: text.driverMeans[store.driver],
      ...(store.driver === "copy" ? { note: text.copyNote } : {}),
    },
    {
      id: "store-free",
      ok: !full,
      name: text.storeFree,
      value: bytes(Math.min(store.freeBytes, limit === null ? store.freeBytes : mayTake)),
      ...(limit === null ? {} : { more: text.limitIs(bytes(limit)) }),
      ...(full ? { way: "problem" as const } : {}),
    },
    {
      id: "host-free",
      ok: !hostFull && !stopsEarly,
      name: text.hostFree,
      value: bytes(store.hostFreeBytes),
      ...(stopsEarly ? { more: text.stopsEarly(bytes(mayTake)) } : {}),
      ...(hostFull ? { way: "problem" as const } : stopsEarly ? { way: "settings" as const } : {}),
    },
    ...(store.parts.trash > 0
      ? [
          {
            id: "trash",
            ok: true,
            name: text.trash,
            value: bytes(store.parts.trash),
            more: text.trashMeans,
            way: "trash" as const,
          },
        ]
      : []),
  ];
}

function workChecks(operations: readonly Operation[]): readonly Check[] {
  const text = words.health;
  const running = operations.filter((one) => !isOver(one)).length;
  const failures = operations.filter((one) => one.state === "failed");
  const ids = failures.flatMap(({ error }) => (error === null ? [] : [error.logId ?? error.code]));
  return [
    { id: "running", ok: true, name: text.operations, value: text.running(running) },
    {
      id: "failures",
      ok: failures.length === 0,
      name: text.failures,
      value: text.failed(failures.length),
      ...(ids.length === 0 ? {} : { more: ids.slice(0, 4).join(", "), note: text.failuresNote }),
    },
  ];
}

/** "wordpress 6.7-php8.3" of "tidemark.local/wordpress:6.7-php8.3-apache" */
export function shortName(image: string): string {
  const last = image.split("/").at(-1) ?? image;
  return last.replace(":", " ").replace(/-apache$/, "");
}

export function countOfTrouble(groups: readonly CheckGroup[]): number {
  return groups.reduce((sum, { checks }) => sum + checks.filter((one) => !one.ok).length, 0);
}
