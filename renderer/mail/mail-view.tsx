import type { Mail } from "../../shared/model/views";
import { Facts } from "../ui/facts";
import { useNow } from "../ui/now";
import { dayAndClock } from "../ui/time";
import { words } from "../words";
import { MailPaper } from "./mail-paper";

export function MailView({ mail }: { readonly mail: Mail }) {
  const now = useNow(60_000);
  const texts = words.site.mail;
  return (
    <article className="overflow-auto bg-bg px-5 pt-[22px] pb-8 wide:px-8">
      <h2 dir="auto" className="text-start text-title font-bold tracking-[-0.01em] break-words">
        {mail.subject || texts.subjectNone}
      </h2>
      <div className="mt-2 max-w-[620px] [&_dd]:text-start [&_dl]:grid-cols-[84px_minmax(0,1fr)]">
        <Facts
          facts={[
            [texts.toLabel, mail.to],
            [texts.sent, dayAndClock(mail.at, now)],
          ]}
        />
        <div translate="no" className="mt-0.5">
          <Facts facts={mail.headers.map(splitHeader)} />
        </div>
      </div>
      <MailPaper key={mail.id} mail={mail} />
    </article>
  );
}

function splitHeader(header: string, index: number): readonly [string, string] {
  const at = header.indexOf(":");
  return at === -1 ? [`${index + 1}`, header] : [header.slice(0, at).trim(), header.slice(at + 1).trim()];
}
