import { ExternalLink, LayoutDashboard } from "lucide-react";
import { client } from "../api/client";
import { openAddress } from "../api/open-address";
import { useOperations, useSites } from "../api/queries";
import { useAction } from "../api/start";
import { dismiss, useInterface } from "../app/interface-state";
import { navigate, toSite } from "../app/router";
import { Button, buttonClass } from "../ui/button";
import { Dialog, DialogActions, DialogBody } from "../ui/dialog";
import { words } from "../words";
import { Credentials } from "./credentials";
import { plainAddress } from "./state-words";

/** Once after a site was created on this page: its address and how to log in. */
export function ReadyDialogs() {
  const operations = useOperations();
  const { watched, dismissed } = useInterface();
  const sites = useSites().data ?? [];
  const done = operations.find(
    (one) => one.kind === "create-site" && one.state === "done" && watched.has(one.id) && !dismissed.has(one.id),
  );
  const row = sites.find((one) => one.id === done?.siteId);
  const branchId = row?.main.id ?? "";
  const close = () => done !== undefined && dismiss(done.id);
  const admin = useAction(async () => openAddress((await client.branches.address({ branchId, page: "admin" })).url));
  const { ready } = words.sites;
  return (
    <Dialog
      open={done !== undefined && row !== undefined}
      onClose={close}
      title={ready.title(row?.title ?? "")}
      lead={ready.lead}
    >
      {row !== undefined && (
        <>
          <DialogBody>
            <p className="mb-2 truncate">
              <a
                href={row.main.url}
                target="_blank"
                rel="noopener"
                className="text-accent underline underline-offset-2"
              >
                {plainAddress(row.main.url)}
              </a>
            </p>
            <Credentials siteId={row.id} />
          </DialogBody>
          <DialogActions>
            <Button
              look="quiet"
              onClick={() => {
                close();
                navigate(toSite(row.id));
              }}
            >
              {ready.timeline}
            </Button>
            <Button icon={LayoutDashboard} busy={admin.running} onClick={() => admin.run(undefined)}>
              {ready.admin}
            </Button>
            <a href={row.main.url} target="_blank" rel="noopener" className={buttonClass("primary")}>
              <ExternalLink size={15} />
              {ready.open}
            </a>
          </DialogActions>
        </>
      )}
    </Dialog>
  );
}
