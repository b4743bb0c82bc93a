import type { SiteDetail } from "../../shared/model/views";
import { client } from "../api/client";
import { useAction } from "../api/start";
import { bytes } from "../ui/bytes";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { words } from "../words";

interface RemoveVersionDialogProps {
  readonly detail: SiteDetail;
  readonly versionId: string | null;
  onClose(): void;
}

export function RemoveVersionDialog({ detail, versionId, onClose }: RemoveVersionDialogProps) {
  const remove = useAction(client.versions.remove, { onDone: onClose });
  const version = detail.versions.find((one) => one.id === versionId);
  return (
    <ConfirmDialog
      open={version !== undefined}
      title={words.site.panel.removeTitle}
      lead={words.site.panel.removeLead(bytes(version?.size.own ?? null))}
      action={words.site.panel.remove}
      busy={remove.running}
      onConfirm={() => version !== undefined && remove.run({ versionId: version.id })}
      onClose={onClose}
    />
  );
}
