import { ArrowDownToLine, RotateCw } from "lucide-react";
import { client } from "../api/client";
import { useUpdate } from "../api/queries";
import { useAction } from "../api/start";
import { addressOf } from "../app/router";
import { Button, buttonClass } from "../ui/button";
import { classNames } from "../ui/class-names";
import { words } from "../words";

/** In the bar, and only when there is something to do: a newer Tidemark, or the restart that installs it. */
export function UpdateChip() {
  const update = useUpdate().data;
  const restart = useAction(() => client.updates.restart());
  if (update?.kind === "available") {
    return (
      <a
        href={addressOf({ kind: "settings" })}
        title={words.updates.thereNote}
        className={classNames(buttonClass("quiet", "small"), "mr-2")}
      >
        <ArrowDownToLine size={13} />
        {words.updates.there(update.version)}
      </a>
    );
  }
  if (update?.kind !== "ready") return null;
  return (
    <Button
      size="small"
      className="mr-2"
      icon={RotateCw}
      busy={restart.running}
      title={words.updates.restartNote(update.version)}
      onClick={() => restart.run(undefined)}
    >
      {words.updates.restart}
    </Button>
  );
}
