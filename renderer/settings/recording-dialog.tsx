import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { defaultRecording, type RecordingPolicy } from "../../shared/model/recording-policy";
import type { Site } from "../../shared/model/site";
import { api, client, queryClient } from "../api/client";
import { useAction } from "../api/start";
import { FailureParts } from "../operations/failure-parts";
import { Button } from "../ui/button";
import { Dialog, DialogActions } from "../ui/dialog";
import { Notice } from "../ui/notice";
import { Skeleton } from "../ui/skeleton";
import { words } from "../words";
import { KeepingSettings } from "./keeping-settings";
import { changeOf, isDefault, isSame } from "./policy-draft";
import { RetentionNote } from "./retention-note";
import { SpaceBar } from "./space-bar";
import { TakingSettings } from "./taking-settings";
import { useSettled } from "../ui/use-settled";

interface RecordingDialogProps {
  readonly open: boolean;
  readonly site: Site;
  onClose(): void;
}

/** How a site is recorded, and how much of it is kept. Nothing holds before it is saved. */
export function RecordingDialog({ open, site, onClose }: RecordingDialogProps) {
  const text = words.recording.settings;
  return (
    <Dialog open={open} onClose={onClose} title={text.title} lead={text.lead(site.title)} width="w-[760px]">
      <Loading siteId={site.id} onClose={onClose} />
    </Dialog>
  );
}

interface LoadingProps {
  readonly siteId: string;
  onClose(): void;
}

const bodyClass = "h-[min(560px,calc(100vh-190px))] min-h-40 overflow-y-auto px-5";

function Loading({ siteId, onClose }: LoadingProps) {
  const policy = useQuery({ ...api.recording.policy.queryOptions({ input: { siteId } }), staleTime: 0 });
  if (policy.data === undefined)
    return (
      <div aria-busy={policy.isPending} className={`${bodyClass} grid content-start gap-4 pb-5`}>
        {policy.isError ? (
          <p className="text-ink-2">{words.recording.settings.unknown}</p>
        ) : (
          ["h-10", "h-14", "h-14", "h-14"].map((height, index) => (
            // Placeholders have no identity but their place.
            <Skeleton key={index} className={`${height} w-full`} />
          ))
        )}
      </div>
    );
  return <Form key={JSON.stringify(policy.data)} siteId={siteId} saved={policy.data} onClose={onClose} />;
}

interface FormProps extends LoadingProps {
  readonly saved: RecordingPolicy;
}

function Form({ siteId, saved, onClose }: FormProps) {
  const text = words.recording.settings;
  const [draft, setDraft] = useState(saved);
  const save = useAction(() => client.recording.changePolicy({ siteId, change: changeOf(saved, draft) }), {
    quiet: true,
    onDone(policy) {
      queryClient.setQueryData(api.recording.policy.queryKey({ input: { siteId } }), policy);
      onClose();
    },
  });
  const retention = useSettled(draft.retention);
  const preview = useQuery({
    ...api.recording.previewRetention.queryOptions({ input: { siteId, retention } }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.run(undefined);
      }}
    >
      {/* It scrolls: whoever has no mouse wheel takes the arrow keys. */}
      <section tabIndex={0} aria-label={text.title} className={`${bodyClass} -outline-offset-2`}>
        <h3 className="pt-1 text-base font-bold">{text.keeping}</h3>
        <p className="mb-1.5 text-small text-ink-2">{text.keepingLead}</p>
        <KeepingSettings
          policy={draft.retention}
          preview={preview.data}
          onChange={(next) => setDraft({ ...draft, retention: next })}
        />
        <SpaceBar siteId={siteId} />
        <h3 className="border-t border-line pt-5 text-base font-bold">{text.taking}</h3>
        <TakingSettings policy={draft} onChange={setDraft} />
        <div className="py-3">
          <Button look="quiet" size="small" disabled={isDefault(draft)} onClick={() => setDraft(defaultRecording)}>
            {text.reset}
          </Button>
        </div>
        {save.failure !== null && !save.running && (
          <Notice tone="bad" urgent className="mb-3">
            <FailureParts failure={save.failure} />
          </Notice>
        )}
      </section>
      <DialogActions note={<RetentionNote preview={preview.data} stale={preview.isPlaceholderData} />}>
        <Button onClick={onClose}>{words.common.cancel}</Button>
        <Button type="submit" look="primary" busy={save.running} disabled={isSame(saved, draft)}>
          {words.common.save}
        </Button>
      </DialogActions>
    </form>
  );
}
