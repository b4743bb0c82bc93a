/**
 * A page of the router's own. It has no braces at all: Caddy fills in what stands between braces in a body it sends,
 * which must never happen to somebody's title.
 */
export function pageHtml(title: string, text: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${escapeText(title)}</title>
<body style="margin:0;min-height:100vh;display:grid;place-items:center;font:16px/1.5 system-ui,sans-serif">
<main style="max-width:32rem;padding:2rem;overflow-wrap:anywhere">
<h1 style="margin:0 0 .5rem;font-size:1.5rem;font-weight:600;line-height:1.25">${escapeText(title)}</h1>
<p style="margin:0;opacity:.75">${escapeText(text)}</p>
</main>
</body>
</html>
`;
}

function escapeText(text: string): string {
  return text.replace(/[&<>"'{}\\]/g, (character) => `&#${character.charCodeAt(0)};`);
}
