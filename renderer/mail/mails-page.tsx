import { useQuery } from "@tanstack/react-query";
import { Search, Trash2 } from "lucide-react";
import { useState } from "react";
import type { Mail } from "../../shared/model/views";
import { api, client, queryClient } from "../api/client";
import { useSite } from "../api/queries";
import { useAction } from "../api/start";
import { Frame } from "../app/frame";
import { navigate, toSite } from "../app/router";
import { Button } from "../ui/button";
import { Select, TextInput } from "../ui/field";
import { words } from "../words";
import { MailList } from "./mail-list";
import { MailView } from "./mail-view";

interface MailsPageProps {
  readonly siteId: string;
  readonly branchId: string;
}

const none: readonly Mail[] = [];

export function MailsPage({ siteId, branchId }: MailsPageProps) {
  const detail = useSite(siteId).data;
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
  const branches = detail?.branches.filter((one) => one.trashedAt === null) ?? [];
  return (
    <Frame
      crumbs={[
        { text: detail?.site.title ?? "…", to: toSite(siteId) },
        { text: texts.title, to: null },
      ]}
    >
      <div className="grid h-full grid-rows-[auto_minmax(0,1fr)]">
        <div className="flex flex-wrap items-center gap-2 border-b border-line px-3.5 py-2.5 wide:px-5">
          <h1 className="text-lead font-bold">{texts.title}</h1>
          <p className="min-w-0 flex-1 truncate text-ink-2">{texts.lead}</p>
          {branches.length > 1 && (
            <Select
              aria-label={words.site.onBranch}
              height="small"
              frame="w-[150px] text-small"
              value={branchId}
              options={branches.map((one) => ({ value: one.id, label: one.name }))}
              onChange={(event) => navigate({ kind: "mails", siteId, branchId: event.target.value }, "replace")}
            />
          )}
          <TextInput
            icon={Search}
            type="search"
            aria-label={texts.search}
            placeholder={texts.search}
            height="small"
            frame="w-[190px]"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <Button icon={Trash2} disabled={mails.length === 0} busy={clear.running} onClick={() => clear.run(undefined)}>
            {texts.clear}
          </Button>
        </div>
        {mail === null ? (
          <p className="p-5 text-ink-3">{mails.length === 0 ? texts.empty : texts.none}</p>
        ) : (
          <div className="grid min-h-0 grid-cols-[270px_minmax(0,1fr)] wide:grid-cols-[340px_minmax(0,1fr)]">
            <MailList mails={shown} chosen={mail.id} onChoose={setChosen} />
            <MailView mail={mail} />
          </div>
        )}
      </div>
    </Frame>
  );
}

function fitting(mails: readonly Mail[], text: string): readonly Mail[] {
  const wanted = text.trim().toLowerCase();
  const newest = mails.toSorted((a, b) => b.at.localeCompare(a.at));
  if (wanted === "") return newest;
  return newest.filter((mail) => `${mail.to} ${mail.subject} ${mail.body}`.toLowerCase().includes(wanted));
}
