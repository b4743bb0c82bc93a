import { words } from "../words";
import { currentToken } from "./token";

/**
 * Streams a file to the host and resolves to its path there; only where this page came from the browser host.
 * XMLHttpRequest, because fetch can't say how far an upload has come.
 */
export function upload(file: File, onProgress: (fraction: number) => void, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PUT", `/upload?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader("authorization", `Bearer ${currentToken() ?? ""}`);
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    });
    request.addEventListener("load", () => {
      const path = request.status === 200 ? pathIn(request.responseText) : null;
      if (path === null) reject(new Error(words.bring.uploadRefused(request.status)));
      else resolve(path);
    });
    request.addEventListener("error", () => reject(new Error(words.bring.uploadBroken)));
    request.addEventListener("abort", () => reject(new DOMException("", "AbortError")));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(file);
  });
}

function pathIn(text: string): string | null {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === "object" && answer !== null && "path" in answer && typeof answer.path === "string"
      ? answer.path
      : null;
  } catch {
    // Not the host's answer: the caller says so.
    return null;
  }
}
