import type { SiteDetail } from "../../shared/model/views";
import type { Question } from "../actions/question";
import { client } from "../api/client";
import { useAction } from "../api/start";
import { navigate, parseRoute } from "../app/router";
import { RecordingDialog } from "../settings/recording-dialog";
import { Credentials } from "../sites/credentials";
import { Button } from "../ui/button";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { Dialog, DialogActions, DialogBody } from "../ui/dialog";
import { words } from "../words";
import { BranchField } from "./branch-field";
import { DuplicateDialog } from "./duplicate-dialog";
import { RemoveVersionDialog } from "./remove-version-dialog";
import { RenameDialog } from "./rename-dialog";
import { TakeDialog } from "./take-dialog";

interface SiteQuestionsProps {
  readonly detail: SiteDetail;
  readonly question: Question | null;
  /** What was asked last, for a dialog on its way out. */
  readonly last: Question | null;
  onClose(): void;
}

/** The dialogs about one site. */
export function SiteQuestions({ detail, question, last, onClose }: SiteQuestionsProps) {
  const { site } = words;
  const siteId = detail.site.id;
  const is = (kind: Question["kind"]) => question?.kind === kind;
  return (
    <>
      <TakeDialog open={is("take")} detail={detail} onClose={onClose} />
      <RenameDialog open={is("rename")} site={detail.site} onClose={onClose} />
      <RecordingDialog open={is("recording")} site={detail.site} onClose={onClose} />
      <DuplicateDialog open={is("duplicate")} site={detail.site} onClose={onClose} />
      <Dialog open={is("credentials")} onClose={onClose} title={site.credentialsTitle} lead={site.credentialsLead}>
        <DialogBody>
          <Credentials siteId={siteId} />
        </DialogBody>
        <DialogActions>
          <Button onClick={onClose}>{words.common.close}</Button>
        </DialogActions>
      </Dialog>
      <BranchDialog
        detail={detail}
        open={is("branch")}
        branchId={last?.kind === "branch" ? last.branchId : null}
        onClose={onClose}
      />
      <BranchMomentDialog
        detail={detail}
        open={is("branch-moment")}
        moment={last?.kind === "branch-moment" ? last : null}
        onClose={onClose}
      />
      <KeepPeekDialog
        detail={detail}
        open={is("keep-peek")}
        branchId={last?.kind === "keep-peek" ? last.branchId : null}
        onClose={onClose}
      />
      <RemoveSite detail={detail} open={is("remove-site")} onClose={onClose} />
      <RemoveBranch
        detail={detail}
        open={is("remove-branch")}
        branchId={last?.kind === "remove-branch" ? last.branchId : null}
        onClose={onClose}
      />
      <RemoveVersionDialog
        detail={detail}
        versionId={question?.kind === "remove-version" ? question.versionId : null}
        onClose={onClose}
      />
    </>
  );
}

interface OneProps {
  readonly detail: SiteDetail;
  readonly open: boolean;
  onClose(): void;
}

interface OfBranchProps extends OneProps {
  readonly branchId: string | null;
}

function BranchDialog({ detail, open, branchId, onClose }: OfBranchProps) {
  if (branchId === null) return null;
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={words.site.newBranch}
      lead={words.site.newBranchLead}
      width="w-[440px]"
    >
      <DialogBody className="pb-5">
        <BranchField detail={detail} from={{ kind: "now", branchId }} onDone={onClose} />
      </DialogBody>
    </Dialog>
  );
}

interface BranchMomentProps extends OneProps {
  readonly moment: Extract<Question, { kind: "branch-moment" }> | null;
}

function BranchMomentDialog({ detail, open, moment, onClose }: BranchMomentProps) {
  if (moment === null) return null;
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={words.site.branchMoment(moment.at)}
      lead={words.site.panel.branchPromise}
      width="w-[440px]"
    >
      <DialogBody className="pb-5">
        <BranchField detail={detail} from={{ kind: "moment", target: moment.target }} onDone={onClose} />
      </DialogBody>
    </Dialog>
  );
}

function KeepPeekDialog({ detail, open, branchId, onClose }: OfBranchProps) {
  if (branchId === null) return null;
  const { keepTitle, keepLead } = words.site.peek;
  return (
    <Dialog open={open} onClose={onClose} title={keepTitle} lead={keepLead} width="w-[440px]">
      <DialogBody className="pb-5">
        <BranchField detail={detail} from={{ kind: "peek", branchId }} onDone={onClose} />
      </DialogBody>
    </Dialog>
  );
}

function RemoveSite({ detail, open, onClose }: OneProps) {
  const { id: siteId, title } = detail.site;
  const remove = useAction(() => client.sites.remove({ siteId }), {
    onDone: () => {
      onClose();
      const here = parseRoute(window.location.hash);
      if ("siteId" in here && here.siteId === siteId) navigate({ kind: "sites" });
    },
  });
  const { site } = words;
  return (
    <ConfirmDialog
      open={open}
      title={site.removeTitle(title)}
      lead={site.removeLead}
      action={site.removeDo}
      busy={remove.running}
      onConfirm={() => remove.run(undefined)}
      onClose={onClose}
    />
  );
}

function RemoveBranch({ detail, open, branchId, onClose }: OfBranchProps) {
  const branch = detail.branches.find((one) => one.id === branchId);
  const remove = useAction((id: string) => client.branches.remove({ branchId: id }), { onDone: onClose });
  const { site } = words;
  return (
    <ConfirmDialog
      open={open}
      title={site.removeBranchTitle(branch?.name ?? "")}
      lead={site.removeBranchLead}
      action={site.removeDo}
      busy={remove.running}
      onConfirm={() => branch !== undefined && remove.run(branch.id)}
      onClose={onClose}
    />
  );
}
