import { useEffect, useRef, useState } from "react";
import type { Mail } from "../../shared/model/views";
import { words } from "../words/en";

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

const paper = "mt-4 w-full max-w-[700px] rounded-2 bg-white text-[#2d2d2d] shadow-card";

function HtmlPaper({ body }: { readonly body: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(320);
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const show = () => {
      const page = element.contentDocument;
      if (page === null) return;
      styleByScript(page, body);
      setHeight(Math.max(120, page.documentElement.scrollHeight));
    };
    element.addEventListener("load", show);
    return () => element.removeEventListener("load", show);
  }, [body]);
  return (
    <iframe
      ref={frame}
      title={words.site.mail.body}
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
      referrerPolicy="no-referrer"
      srcDoc={`<base target="_blank">${body}`}
      className={`${paper} [color-scheme:light]`}
      style={{ height }}
    />
  );
}

/** The policy refuses inline styles; set through the object model they are allowed, and can still load nothing. */
function styleByScript(page: Document, body: string): void {
  const written = new DOMParser().parseFromString(body, "text/html");
  const sheet = new (page.defaultView?.CSSStyleSheet ?? CSSStyleSheet)();
  const rules = [...written.querySelectorAll("style")].map((style) => style.textContent ?? "").join("\n");
  sheet.replaceSync(`body { margin: 24px; font: 14px/22px Georgia, serif; overflow-wrap: anywhere }\n${rules}`);
  page.adoptedStyleSheets = [sheet];
  for (const element of page.querySelectorAll<HTMLElement>("[style]"))
    element.style.cssText = element.getAttribute("style") ?? "";
}
