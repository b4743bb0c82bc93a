import type { Hint } from "../../shared/contract";
import { type Client, type Connection, connect, untilEnded } from "./client";
import { heapCurve, hostInThePast, perAction, recordGrowth } from "./growth";
import type { InterfaceBench } from "./rows";

/** The host's memory while pages come and go, ask, listen, and start operations. */
export async function measureHostMemory(bench: InterfaceBench): Promise<void> {
  const actions = bench.quick ? 1000 : 10_000;
  const host = await hostInThePast(actions, bench.signal);
  let page = await openPage(host.address);
  const deeds = deedsOf(() => page);
  const act = async (index: number) => {
    host.advance(perAction);
    if (index % 25 === 0) {
      await page.close();
      page = await openPage(host.address);
    }
    await deeds[index % deeds.length]?.(index);
  };
  try {
    recordGrowth(bench, "host", await heapCurve({ actions, round: deeds.length }, act, () => host.heap()));
    await page.close();
  } finally {
    await host.close();
  }
}

interface HostPage extends Connection {
  readonly hints: AsyncIterator<Hint, unknown, void>;
}

async function openPage(address: string): Promise<HostPage> {
  const connection = await connect(address);
  const hints = await connection.client.system.events();
  return { ...connection, hints };
}

type Deed = (index: number) => Promise<unknown>;

/** What a page asks of its host, each ending as it began, so that the same can be done for ever. */
function deedsOf(page: () => HostPage): readonly Deed[] {
  const client = (): Client => page().client;
  const siteAt = async (index: number) => {
    const sites = await client().sites.list();
    const site = sites[index % sites.length];
    if (site === undefined) throw new Error("the host has no sites");
    return site;
  };
  let taken: { readonly siteId: string; readonly known: ReadonlySet<string> } | null = null;
  return [
    () => client().sites.list(),
    async (index) => client().sites.get({ siteId: (await siteAt(index)).id }),
    () => client().system.health(),
    () => client().operations.list(),
    async (index) => {
      const { id: siteId, main } = await siteAt(index);
      const { versions } = await client().sites.get({ siteId });
      taken = { siteId, known: new Set(versions.map(({ id }) => id)) };
      await untilEnded(page().hints, client().versions.take({ branchId: main.id, label: "Now" }));
    },
    async () => {
      if (taken === null) return;
      const { siteId, known } = taken;
      const { versions } = await client().sites.get({ siteId });
      const added = versions.filter(({ id }) => !known.has(id));
      for (const { id } of added) await untilEnded(page().hints, client().versions.remove({ versionId: id }));
    },
    async (index) => {
      const { versions } = await client().sites.get({ siteId: (await siteAt(index)).id });
      const versionId = versions[0]?.id ?? "";
      await client().versions.pin({ versionId, pinned: index % 2 === 0 });
    },
    async (index) => {
      const { id: siteId, title } = await siteAt(index);
      await untilEnded(page().hints, client().sites.rename({ siteId, title }));
    },
    // Refused: an error's way out holds nothing either.
    async () =>
      client()
        .sites.get({ siteId: "s00000000000" })
        .catch(() => null),
    async (index) => client().branches.mails({ branchId: (await siteAt(index)).main.id }),
  ];
}
