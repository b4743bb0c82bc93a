import type { Mail } from "../../shared/model/views";
import { classNames } from "../ui/class-names";
import { Ago } from "../ui/now";
import { words } from "../words";
import { plainText } from "./plain-text";

interface MailListProps {
  readonly mails: readonly Mail[];
  readonly chosen: string;
  onChoose(id: string): void;
}

export function MailList({ mails, chosen, onChoose }: MailListProps) {
  return (
    <ul aria-label={words.site.mail.list} className="overflow-auto border-r border-line bg-surface">
      {mails.map((mail) => {
        const on = mail.id === chosen;
        return (
          <li key={mail.id} className="border-b border-line">
            <button
              type="button"
              aria-pressed={on}
              onClick={() => onChoose(mail.id)}
              className={classNames(
                "relative block w-full px-5 py-[11px] pr-4 text-start -outline-offset-2",
                on
                  ? "bg-accent-wash before:absolute before:inset-y-0 before:left-0 before:w-[3px] before:bg-accent"
                  : "hover:bg-hover",
              )}
            >
              <span className={classNames("flex justify-between gap-2.5 text-small", on ? "text-ink-2" : "text-ink-3")}>
                <span className="truncate">{words.site.mail.to(mail.to)}</span>
                <span className="shrink-0 tabular-nums">
                  <Ago at={mail.at} />
                </span>
              </span>
              <b dir="auto" className="block truncate">
                {mail.subject || words.site.mail.subjectNone}
              </b>
              <span dir="auto" translate="no" className="block truncate text-small leading-[17px] text-ink-2">
                {plainText(mail).slice(0, 160)}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
