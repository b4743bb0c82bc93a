import { useQuery } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import type { Mail } from "../../shared/model/views";
import { api, client, queryClient } from "../api/client";
import { useAction } from "../api/start";
import { BranchPage } from "../site/branch-page";
import { Button } from "../ui/button";
import { words } from "../words";
import { MailList } from "./mail-list";
import { MailView } from "./mail-view";

interface MailsPageProps {
  readonly siteId: string;
  readonly branchId: string;
}

const none: readonly Mail[] = [];

export function MailsPage({ siteId, branchId }: MailsPageProps) {
  // Mail comes from the site itself, which gives no hint: ask again now and then while the page is open.
  const options = api.branches.mails.queryOptions({ input: { branchId }, refetchInterval: 5_000 });
  const mails = useQuery(options).data ?? none;
  const [chosen, setChosen] = useState<string | null>(null);
  const [text, setText] = useState("");
  const clear = useAction(() => client.branches.clearMails({ branchId }), {
    onDone: () => void queryClient.invalidateQueries({ queryKey: options.queryKey }),
  });
  const shown = fitting(mails, text);
  const mail = shown.find((one) => one.id === chosen) ?? shown[0] ?? null;
  const texts = words.site.mail;
  return (
    <BranchPage
      kind="mails"
      siteId={siteId}
      branchId={branchId}
      title={texts.title}
      lead={texts.lead}
      search={{ label: texts.search, text, onChange: setText }}
      action={
        <Button icon={Trash2} disabled={mails.length === 0} busy={clear.running} onClick={() => clear.run(undefined)}>
          {texts.clear}
        </Button>
      }
    >
      {mail === null ? (
        <p className="p-5 text-ink-3">{mails.length === 0 ? texts.empty : texts.none}</p>
      ) : (
        <div className="grid min-h-0 grid-cols-[270px_minmax(0,1fr)] max-narrow:grid-cols-[minmax(0,1fr)] max-narrow:grid-rows-[minmax(80px,2fr)_minmax(120px,3fr)] wide:grid-cols-[340px_minmax(0,1fr)]">
          <MailList mails={shown} chosen={mail.id} onChoose={setChosen} />
          <MailView mail={mail} />
        </div>
      )}
    </BranchPage>
  );
}

function fitting(mails: readonly Mail[], text: string): readonly Mail[] {
  const wanted = text.trim().toLowerCase();
  const newest = mails.toSorted((a, b) => b.at.localeCompare(a.at));
  if (wanted === "") return newest;
  return newest.filter((mail) => `${mail.to} ${mail.subject} ${mail.body}`.toLowerCase().includes(wanted));
}
