import { useSyncExternalStore } from "react";

/** Where the person is. Kept in the address's fragment, so that a reload and a bookmark come back to it. */
export type Route =
  | { readonly kind: "sites" }
  | { readonly kind: "health" }
  | { readonly kind: "settings" }
  | { readonly kind: "problem" }
  | {
      readonly kind: "site";
      readonly siteId: string;
      readonly view: "timeline" | "list";
      readonly versionId: string | null;
      /** Something that happened, in view instead of a version. */
      readonly eventId?: string | undefined;
    }
  | { readonly kind: "logs"; readonly siteId: string; readonly branchId: string }
  | { readonly kind: "mails"; readonly siteId: string; readonly branchId: string }
  | { readonly kind: "unknown" };

export function parseRoute(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?");
  const [first, siteId, third, branchId] = path.split("/").map(decodeSafely);
  if (first === "" || first === undefined) return { kind: "sites" };
  if (first === "health" && siteId === undefined) return { kind: "health" };
  if (first === "settings" && siteId === undefined) return { kind: "settings" };
  if (first === "problem" && siteId === undefined) return { kind: "problem" };
  if (first !== "site" || siteId === undefined || siteId === "") return { kind: "unknown" };
  const asked = new URLSearchParams(query);
  const versionId = asked.get("version");
  const eventId = asked.get("event");
  const event = versionId === null && eventId !== null ? { eventId } : {};
  if (third === undefined || third === "") return { kind: "site", siteId, view: "timeline", versionId, ...event };
  if (third === "list" && branchId === undefined) return { kind: "site", siteId, view: "list", versionId, ...event };
  if (third === "logs" && branchId !== undefined) return { kind: "logs", siteId, branchId };
  if (third === "mails" && branchId !== undefined) return { kind: "mails", siteId, branchId };
  return { kind: "unknown" };
}

export function addressOf(route: Route): string {
  switch (route.kind) {
    case "sites":
    case "unknown":
      return "#/";
    case "health":
      return "#/health";
    case "settings":
      return "#/settings";
    case "problem":
      return "#/problem";
    case "site": {
      const query =
        route.versionId !== null
          ? `?version=${encodeURIComponent(route.versionId)}`
          : route.eventId !== undefined
            ? `?event=${encodeURIComponent(route.eventId)}`
            : "";
      return `#/site/${encodeURIComponent(route.siteId)}${route.view === "list" ? "/list" : ""}${query}`;
    }
    case "logs":
    case "mails":
      return `#/site/${encodeURIComponent(route.siteId)}/${route.kind}/${encodeURIComponent(route.branchId)}`;
  }
}

export const toSite = (siteId: string): Route => ({ kind: "site", siteId, view: "timeline", versionId: null });

/** `replace` leaves no step in the history: for a selection within a page. */
export function navigate(route: Route, how: "push" | "replace" = "push"): void {
  const address = addressOf(route);
  if (address === window.location.hash) return;
  if (how === "push") window.history.pushState(null, "", address);
  else window.history.replaceState(null, "", address);
  for (const listener of listeners) listener();
}

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("hashchange", listener);
  window.addEventListener("popstate", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("hashchange", listener);
    window.removeEventListener("popstate", listener);
  };
}

let last: { readonly hash: string; readonly route: Route } | null = null;

function snapshot(): Route {
  const hash = window.location.hash;
  if (last?.hash !== hash) last = { hash, route: parseRoute(hash) };
  return last.route;
}

export function useRoute(): Route {
  return useSyncExternalStore(subscribe, snapshot);
}

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A broken escape in a hand-typed address: nothing is found under it, which the page then says.
    return text;
  }
}
