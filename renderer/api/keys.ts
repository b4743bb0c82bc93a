/** Keys as @orpc/tanstack-query builds them: the procedure's path, then its input; a prefix matches partially. */
export const keys = {
  sites: [["sites", "list"]],
  trash: [["sites", "trash"]],
  health: [["system", "health"]],
  mails: [["branches", "mails"]],
  settings: [["settings", "get"], { type: "query" }],
  place: [["settings", "place"], { type: "query" }],
  updates: [["updates", "state"], { type: "query" }],
  operations: [["operations", "list"], { type: "query" }],
  activity: (siteId: string) => [["recording", "activity"], { input: { siteId } }],
  events: (siteId: string) => [["recording", "events"], { input: { siteId } }],
  site: (siteId: string) => [["sites", "get"], { input: { siteId } }],
} as const;
