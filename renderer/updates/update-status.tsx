import { assertNever } from "../../shared/assert-never";
import type { UpdateState } from "../../shared/model/update";
import { client } from "../api/client";
import { useUpdate } from "../api/queries";
import { useAction } from "../api/start";
import { Button } from "../ui/button";
import { Meter } from "../ui/meter";
import { clock } from "../ui/time";
import { words } from "../words";

/** What is known of the next version of Tidemark, and the next thing to do about it. Its height is the same in every state. */
export function UpdateStatus() {
  const update = useUpdate().data ?? { kind: "absent" };
  return (
    <div className="mt-2 flex min-h-7 items-center gap-3 text-small text-ink-2">
      <p role="status" className="min-w-0 flex-1 tabular-nums">
        {said(update)}
      </p>
      <NextStep update={update} />
    </div>
  );
}

function NextStep({ update }: { readonly update: UpdateState }) {
  const look = useAction(() => client.updates.look());
  const fetch = useAction(() => client.updates.fetch());
  const restart = useAction(() => client.updates.restart());
  switch (update.kind) {
    case "absent":
      return null;
    case "none":
      return (
        <Button size="small" busy={look.running} onClick={() => look.run(undefined)}>
          {words.updates.look}
        </Button>
      );
    case "available":
      return (
        <Button size="small" look="primary" busy={fetch.running} onClick={() => fetch.run(undefined)}>
          {words.updates.fetch(update.version)}
        </Button>
      );
    case "fetching":
      return <Meter label={words.updates.fetching(update.version)} value={update.share} className="w-[200px]" />;
    case "ready":
      return (
        <Button size="small" look="primary" busy={restart.running} onClick={() => restart.run(undefined)}>
          {words.updates.restart}
        </Button>
      );
    default:
      return assertNever(update);
  }
}

function said(update: UpdateState): string {
  const { status } = words.updates;
  switch (update.kind) {
    case "absent":
      return status.absent;
    case "none":
      if (update.failed) return status.failed;
      return update.lookedAt === null ? status.unknown : status.newest(clock(update.lookedAt));
    case "available":
      return status.available(update.version);
    case "fetching":
      return status.fetching(update.version, Math.round(update.share * 100));
    case "ready":
      return status.ready(update.version);
    default:
      return assertNever(update);
  }
}
