import { Check, Download } from "lucide-react";
import { type FormEvent, useState } from "react";
import { client, queryClient } from "../api/client";
import { useOperations, useSites } from "../api/queries";
import { useAction } from "../api/start";
import { FailureParts } from "../operations/failure-parts";
import { isOver } from "../operations/progress";
import { Button } from "../ui/button";
import { Dialog, DialogActions, DialogBody } from "../ui/dialog";
import { Field, TextInput } from "../ui/field";
import { Notice } from "../ui/notice";
import { words } from "../words";

const confirmation = words.health.removeWord;

export function RemoveEverything() {
  const [open, setOpen] = useState(false);
  const [removed, setRemoved] = useState<number | null>(null);
  const text = words.health;
  return (
    <div className="flex items-center gap-4 py-2.5">
      <div className="min-w-0 flex-1">
        <b>{text.remove}</b>
        <p className="text-small text-ink-2">{removed === null ? text.removeLead : text.removed(removed)}</p>
      </div>
      <Button look="danger" onClick={() => setOpen(true)}>
        {text.remove}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={text.removeTitle} lead={text.removeDialogLead}>
        <RemoveForm
          onClose={() => setOpen(false)}
          onRemoved={(count) => {
            setRemoved(count);
            setOpen(false);
          }}
        />
      </Dialog>
    </div>
  );
}

function RemoveForm({ onClose, onRemoved }: { onClose(): void; onRemoved(count: number): void }) {
  const text = words.health;
  const [typed, setTyped] = useState("");
  const remove = useAction(() => client.system.removeEverything({ confirm: "remove everything" }), {
    quiet: true,
    onDone: ({ removed }) => {
      onRemoved(removed);
      void queryClient.invalidateQueries();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed === confirmation) remove.run(undefined);
  };
  return (
    <form onSubmit={submit}>
      <DialogBody className="grid grid-cols-1 gap-3">
        <Exports />
        <Field label={text.removeConfirm}>
          {(ids) => (
            <TextInput
              {...ids}
              placeholder={confirmation}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
        {remove.failure !== null && (
          <Notice tone="bad" urgent className="mb-3">
            <FailureParts failure={remove.failure} />
          </Notice>
        )}
      </DialogBody>
      <DialogActions>
        <Button onClick={onClose}>{words.common.cancel}</Button>
        <Button type="submit" look="danger" busy={remove.running} disabled={typed !== confirmation}>
          {text.remove}
        </Button>
      </DialogActions>
    </form>
  );
}

/** The way to keep a site, offered before everything goes. */
function Exports() {
  const sites = useSites().data ?? [];
  const operations = useOperations();
  const start = useAction((siteId: string) => client.sites.export({ siteId }));
  const text = words.health;
  if (sites.length === 0) return null;
  return (
    <section aria-label={text.removeExport}>
      <h3 className="mb-1 text-small font-medium text-ink-2">{text.removeExport}</h3>
      <ul className="max-h-[180px] overflow-auto rounded-2 bg-sunken shadow-well">
        {sites.map((site) => {
          const last = operations.find((one) => one.kind === "export-site" && one.siteId === site.id);
          const done = last?.state === "done";
          return (
            <li
              key={site.id}
              className="flex min-h-9 items-center gap-3 py-1 pr-1.5 pl-3 [&+&]:border-t [&+&]:border-line"
            >
              <span dir="auto" className="min-w-0 flex-1 truncate">
                {site.title}
                {done && (
                  <code className="block truncate font-code text-micro text-ink-3">{last.result?.["path"]}</code>
                )}
              </span>
              <Button
                look="quiet"
                size="small"
                icon={done ? Check : Download}
                busy={last !== undefined && !isOver(last)}
                aria-label={text.exportOf(site.title)}
                onClick={() => start.run(site.id)}
              >
                {text.exportAll}
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
