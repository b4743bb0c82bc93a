import type { ReactNode } from "react";
import { pose, type Question, useQuestion } from "../actions/question";
import { ShortcutSheet } from "../actions/shortcut-sheet";
import { useSite } from "../api/queries";
import { Palette } from "../palette/palette";
import { SiteQuestions } from "../site/site-questions";
import { BringDialog } from "../sites/bring-dialog";
import { NewSiteDialog } from "../sites/new-site-dialog";
import { useLast } from "../ui/last";

/** The dialogs, whoever asked for them: a button, a menu, the palette, a key. */
export function Questions() {
  const question = useQuestion((state) => state.question);
  // What fades out still shows what it was about.
  const last = useLast(question);
  const close = () => pose(null);
  const siteId = last !== null && "siteId" in last ? last.siteId : null;
  return (
    <>
      <Palette open={question?.kind === "palette"} onClose={() => closeIf("palette")} />
      <ShortcutSheet open={question?.kind === "shortcuts"} onClose={close} />
      <NewSiteDialog open={question?.kind === "new-site"} onClose={close} />
      <BringDialog
        open={question?.kind === "bring-site"}
        file={last?.kind === "bring-site" ? last.file : null}
        onClose={close}
      />
      {siteId !== null && <OfSite key={siteId} siteId={siteId} question={question} last={last} />}
    </>
  );
}

/** Only this one: what was chosen in it may have asked the next question already. */
function closeIf(kind: Question["kind"]): void {
  if (useQuestion.getState().question?.kind === kind) pose(null);
}

interface OfSiteProps {
  readonly siteId: string;
  readonly question: Question | null;
  readonly last: Question | null;
}

function OfSite({ siteId, question, last }: OfSiteProps): ReactNode {
  const detail = useSite(siteId).data;
  if (detail === undefined) return null;
  return <SiteQuestions detail={detail} question={question} last={last} onClose={() => pose(null)} />;
}
