import { Copy, Download, KeyRound, Mail, Pencil, Play, Power, RotateCw, ScrollText, Trash2 } from "lucide-react";
import { useState } from "react";
import type { BranchView, SiteDetail } from "../../shared/model/views";
import { client } from "../api/client";
import { useAction } from "../api/start";
import { navigate } from "../app/router";
import { Credentials } from "../sites/credentials";
import { Button } from "../ui/button";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { Dialog, DialogActions, DialogBody } from "../ui/dialog";
import { Menu } from "../ui/menu";
import { words } from "../words";
import { DuplicateDialog } from "./duplicate-dialog";
import { RenameDialog } from "./rename-dialog";

type OpenDialog = "rename" | "duplicate" | "credentials" | "remove" | null;

interface SiteMenuProps {
  readonly detail: SiteDetail;
  readonly main: BranchView;
  /** False while an operation runs on the site. */
  readonly free: boolean;
}

export function SiteMenu({ detail, main, free }: SiteMenuProps) {
  const { id: siteId, title } = detail.site;
  const branchId = main.id;
  const [dialog, setDialog] = useState<OpenDialog>(null);
  const close = () => setDialog(null);
  const exporting = useAction(() => client.sites.export({ siteId }));
  const restart = useAction(() => client.branches.restart({ branchId }));
  const stop = useAction(() => client.branches.stop({ branchId }));
  const start = useAction(() => client.branches.start({ branchId }));
  const remove = useAction(() => client.sites.remove({ siteId }), {
    onDone: () => {
      close();
      navigate({ kind: "sites" });
    },
  });
  const stopped = main.state === "stopped";
  const { site } = words;
  return (
    <>
      <Menu
        label={site.menu}
        entries={[
          { kind: "item", label: site.credentials, icon: KeyRound, onSelect: () => setDialog("credentials") },
          {
            kind: "item",
            label: site.logs,
            icon: ScrollText,
            onSelect: () => navigate({ kind: "logs", siteId, branchId }),
          },
          {
            kind: "item",
            label: site.mails,
            icon: Mail,
            ...(main.mails > 0 ? { note: String(main.mails) } : {}),
            onSelect: () => navigate({ kind: "mails", siteId, branchId }),
          },
          { kind: "line", key: "running" },
          {
            kind: "item",
            label: site.restart,
            icon: RotateCw,
            disabled: !free || stopped,
            onSelect: () => restart.run(undefined),
          },
          stopped
            ? { kind: "item", label: site.start, icon: Play, disabled: !free, onSelect: () => start.run(undefined) }
            : { kind: "item", label: site.stop, icon: Power, disabled: !free, onSelect: () => stop.run(undefined) },
          { kind: "line", key: "site" },
          { kind: "item", label: site.rename, icon: Pencil, disabled: !free, onSelect: () => setDialog("rename") },
          { kind: "item", label: site.duplicate, icon: Copy, disabled: !free, onSelect: () => setDialog("duplicate") },
          {
            kind: "item",
            label: site.export,
            icon: Download,
            disabled: !free,
            onSelect: () => exporting.run(undefined),
          },
          { kind: "line", key: "delete" },
          {
            kind: "item",
            label: site.remove,
            icon: Trash2,
            danger: true,
            disabled: !free,
            onSelect: () => setDialog("remove"),
          },
        ]}
      />
      <RenameDialog open={dialog === "rename"} site={detail.site} onClose={close} />
      <DuplicateDialog open={dialog === "duplicate"} site={detail.site} onClose={close} />
      <Dialog open={dialog === "credentials"} onClose={close} title={site.credentialsTitle} lead={site.credentialsLead}>
        <DialogBody>
          <Credentials siteId={siteId} />
        </DialogBody>
        <DialogActions>
          <Button onClick={close}>{words.common.close}</Button>
        </DialogActions>
      </Dialog>
      <ConfirmDialog
        open={dialog === "remove"}
        title={site.removeTitle(title)}
        lead={site.removeLead}
        action={site.removeDo}
        busy={remove.running}
        onConfirm={() => remove.run(undefined)}
        onClose={close}
      />
    </>
  );
}
