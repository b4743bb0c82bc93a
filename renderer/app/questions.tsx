import { type ReactNode, useState } from "react";
import { pose, type Question, useQuestion } from "../actions/question";
import { useSite } from "../api/queries";
import { useLast } from "../ui/last";
import { BringDialog, NewSiteDialog, Palette, ShortcutSheet, SiteQuestions } from "./pages";

/** The dialogs, whoever asked for them: a button, a menu, the palette, a key. */
export function Questions() {
  const question = useQuestion((state) => state.question);
  // What fades out still shows what it was about.
  const last = useLast(question);
  const close = () => pose(null);
  const asked = useAsked(question);
  const siteId = last !== null && "siteId" in last ? last.siteId : null;
  return (
    <>
      {asked.has("palette") && <Palette open={question?.kind === "palette"} onClose={() => closeIf("palette")} />}
      {asked.has("shortcuts") && <ShortcutSheet open={question?.kind === "shortcuts"} onClose={close} />}
      {asked.has("new-site") && <NewSiteDialog open={question?.kind === "new-site"} onClose={close} />}
      {asked.has("bring-site") && (
        <BringDialog
          open={question?.kind === "bring-site"}
          file={last?.kind === "bring-site" ? last.file : null}
          onClose={close}
        />
      )}
      {siteId !== null && <OfSite key={siteId} siteId={siteId} question={question} last={last} />}
    </>
  );
}

/** What was asked at least once: the code of the others need not be here yet. */
function useAsked(question: Question | null): ReadonlySet<Question["kind"]> {
  const [asked, setAsked] = useState<ReadonlySet<Question["kind"]>>(new Set());
  if (question !== null && !asked.has(question.kind)) setAsked(new Set(asked).add(question.kind));
  return asked;
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
