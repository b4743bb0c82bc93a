import { figure } from "../../ui/figure";

/** What happened between versions, what is kept of it, and how a site records. */
export const recordingWords = {
  /** How somebody asks for what happened; each text is words with spaces between them. */
  asking: {
    questions: "when who what which everything did",
    ignored:
      "was were is are has have been the a an this that these of on in at by to my our last time do done happened changes plugin theme page post",
    beforeDays: "on since at",
    /** `kind` is what event-query.ts knows them by. */
    deeds: [
      { kind: "updated", said: "updated upgraded update" },
      { kind: "installed", said: "installed added install" },
      { kind: "activated", said: "activated switched enabled" },
      { kind: "deactivated", said: "deactivated disabled" },
      { kind: "published", said: "published publish posted" },
      { kind: "edited", said: "edited changed edit change wrote" },
      { kind: "deleted", said: "deleted removed trashed delete lost" },
      { kind: "failed", said: "failed broke broken down" },
    ],
  },
  list: {
    region: "Versions and events",
    branchWho: "Branch, who",
    search: "Search versions and events",
    filterWho: "Who",
    anyone: "anyone",
    filterWhat: "What",
    anything: "anything",
    filterBranch: "Branch",
    allBranches: (count: number) => `all ${figure(count)}`,
    filterTime: "When",
    anyTime: "any time",
    versionsOnly: "All versions",
    groups: { versions: "Versions", events: "Events" },
    topics: {
      content: "Posts and pages",
      media: "Media",
      comments: "Comments",
      users: "Users",
      software: "Plugins, themes, WordPress",
      design: "Menus and design",
      settings: "Settings",
      shop: "Shop",
      tables: "Other tables",
      errors: "Errors",
    },
    /** `versions` is "31 of 153 versions" already. */
    withEvents: (versions: string, events: number) =>
      `${versions}, ${events === 1 ? "1 event" : `${figure(events)} events`}`,
    events: (count: number) => (count === 1 ? "1 event" : `${figure(count)} events`),
    none: "Nothing fits.",
    more: "Looking for what happened before",
    unknown: "What happened between the versions can’t be read just now. The versions are all here.",
  },
} as const;
