import { currentToken } from "./token";

/**
 * Fetches a file the host wrote to this browser's computer, which may be another one. The host gives a link that is
 * good once, so that the token is in no address. Rejects when the host refuses.
 */
export async function download(path: string): Promise<void> {
  const answer = await fetch("/download", {
    method: "POST",
    headers: { authorization: `Bearer ${currentToken() ?? ""}`, "content-type": "application/json" },
    body: JSON.stringify({ path }),
  });
  const found: unknown = answer.ok ? await answer.json() : null;
  if (typeof found !== "object" || found === null || !("url" in found) || typeof found.url !== "string")
    throw new Error(`The host refused the file (${answer.status}).`);
  const link = document.createElement("a");
  link.href = found.url;
  link.download = "";
  link.click();
}

/** Only where this page came over HTTP from the host itself. */
export const canDownload = window.tidemark === undefined;
