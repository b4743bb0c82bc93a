import type { Health } from "../../shared/model/views";
import { client, queryClient } from "../api/client";
import { useAction } from "../api/start";
import { Button } from "../ui/button";
import { words } from "../words";

/** Stores on this engine whose data folder is gone: never lost sites, but an offer. */
export function Adoption({ adoptable }: { readonly adoptable: Health["adoptable"] }) {
  const adopt = useAction((instance: string) => client.system.adopt({ instance }), {
    onDone: () => void queryClient.invalidateQueries(),
  });
  if (adoptable.length === 0) return null;
  const text = words.health;
  return (
    <section>
      <h2 className="border-b border-line pt-5 pb-1.5 text-small font-strong text-ink-3">{text.sections.other}</h2>
      {adoptable.map((store) => (
        <div key={store.instance} className="flex items-center gap-4 border-b border-line py-2.5">
          <div className="min-w-0 flex-1">
            <b>{text.adoptTitle(store.instance)}</b>
            <p className="text-small text-ink-2">{text.adoptLead}</p>
            <p dir="auto" className="truncate text-small text-ink-3">
              {store.sites.join(", ")}
            </p>
          </div>
          <Button busy={adopt.running} onClick={() => adopt.run(store.instance)}>
            {text.adopt}
          </Button>
        </div>
      ))}
    </section>
  );
}
