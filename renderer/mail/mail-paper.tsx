import { useMemo, useRef, useState } from "react";
import type { Mail } from "../../shared/model/views";
import { words } from "../words";
import { safeMarkup } from "./safe-markup";

/**
 * The mail itself, which anybody may have written: in a sandbox without scripts, under this page's content security
 * policy, so that it runs nothing and loads nothing. Links open in their own tab.
 */
export function MailPaper({ mail }: { readonly mail: Mail }) {
  if (!mail.html)
    return (
      <pre dir="auto" className={`${paper} p-6 font-code text-small break-words whitespace-pre-wrap`}>
        {mail.body}
      </pre>
    );
  return <HtmlPaper body={mail.body} />;
}

const paper = "mt-4 w-full max-w-[700px] rounded-2 bg-paper text-paper-ink shadow-card";

function HtmlPaper({ body }: { readonly body: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(320);
  const markup = useMemo(() => safeMarkup(body), [body]);
  const show = () => {
    const page = frame.current?.contentDocument;
    if (page == null) return;
    style(page, markup.css);
    setHeight(Math.ceil(page.body.getBoundingClientRect().height) + 2 * margin);
  };
  return (
    <iframe
      ref={frame}
      title={words.site.mail.body}
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
      referrerPolicy="no-referrer"
      srcDoc={`<base target="_blank">${markup.html}`}
      onLoad={show}
      className={`${paper} [color-scheme:light]`}
      style={{ height }}
    />
  );
}

const margin = 24;

/** Set through the object model styles are allowed, and can still load nothing. */
function style(page: Document, css: string): void {
  const sheet = new (page.defaultView?.CSSStyleSheet ?? CSSStyleSheet)();
  sheet.replaceSync(
    `body { margin: ${margin}px; font: 14px/22px Georgia, serif; color: #2d2d2d; overflow-wrap: anywhere }\n${css}`,
  );
  page.adoptedStyleSheets = [sheet];
  for (const element of page.querySelectorAll<HTMLElement>("[data-style]"))
    element.style.cssText = element.dataset["style"] ?? "";
}
