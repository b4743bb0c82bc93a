import type { Cause } from "../../../shared/model/site";
import { figure } from "../../ui/figure";
import { riskWords } from "./risks";

type BeforeAction = Extract<Cause, { kind: "before" }>["action"];

const beforeActions: Record<BeforeAction, string> = {
  rewind: "Before a rewind",
  branch: "Before a branch",
  stop: "Before stopping",
  restart: "Before a restart",
  delete: "Before deleting",
  duplicate: "Before duplicating",
  export: "Before an export",
  settings: "Before a change of settings",
};

const automaticCauses: Record<Extract<Cause, { kind: "automatic" }>["why"], string> = {
  rest: "At rest after edits",
  busy: "While edits went on",
  noise: "Background changes",
};

/** What a version is called when nobody named it. */
export function causeWords(cause: Cause): string {
  switch (cause.kind) {
    case "created":
      return "Site created";
    case "brought":
      return "Brought in";
    case "manual":
      return "Taken by you";
    case "moment":
      return "The second gone to";
    case "branch-start":
      return "Start of the branch";
    case "before":
      return beforeActions[cause.action];
    case "set-aside":
      return "Kept when rewinding";
    case "risk":
      return riskWords(cause.risk);
    case "automatic":
      return automaticCauses[cause.why];
  }
}

export const siteWords = {
  open: "Open site",
  admin: "Admin",
  take: "Take version",
  takeTitle: "Take a version",
  takeLead: "The site goes on running. It takes a moment.",
  takeLabel: "Name (may stay empty)",
  takePlaceholder: "Before the photo cleanup",
  takeDo: "Take version",
  onBranch: "Branch",
  view: "View",
  timeline: "Timeline",
  list: "List",
  menu: "More for this site",
  rename: "Rename",
  duplicate: "Duplicate",
  export: "Export",
  restart: "Restart",
  stop: "Stop",
  start: "Start",
  logs: "Logs",
  mails: "Caught mail",
  credentials: "Log-in details",
  remove: "Delete",
  openProblem: "The browser held the new tab back.",
  renameTitle: "Rename the site",
  renameLead: "The address stays as it is.",
  duplicateTitle: "Duplicate the site",
  duplicateLead: "A site of its own with the present state. The history stays with the original.",
  duplicateDo: "Duplicate",
  copyOf: (title: string) => `${title} copy`,
  removeTitle: (title: string) => `Delete ${title}?`,
  removeLead: "It goes to the trash with all its branches and versions. You can restore it for 7 days.",
  removeDo: "Delete",
  removeBranchTitle: (name: string) => `Delete the branch ${name}?`,
  removeBranchLead: "It goes to the trash with its versions. You can restore it for 7 days.",
  trash: {
    region: "Branches in the trash",
    title: "In the trash",
    purgeTitle: (name: string) => `Delete ${name} for good?`,
    purgeLead: "The branch and its versions go now, and their space comes back. This can’t be undone.",
  },
  credentialsTitle: "Log-in details",
  credentialsLead: "Open admin logs you in without them.",
  branches: "Branches",
  branchesCount: (count: number) => (count === 1 ? "1 branch" : `${count} branches`),
  branchMenu: (name: string) => `More for ${name}`,
  openBranch: (name: string, address: string) => `Open ${name}, ${address}`,
  searchBranches: "Find a branch",
  noBranch: "No branch fits.",
  moreBranches: (count: number) => `Show ${count} more`,
  laneShown: (name: string) => `Show ${name} on the timeline`,
  someHidden: "Some are not on the timeline",
  onlyThese: "Show only these on the timeline",
  showAllBranches: "Show all on the timeline",
  newBranch: "New branch",
  newBranchFromNow: "Branch from now",
  newBranchLead: "A private copy of main as it is now, with its own address. It sends no mail.",
  /** `at` as the interface calls the moment: "14:02:48", "just before WooCommerce was updated" */
  branchMoment: (at: string) => `Branch from ${at}`,
  branchName: "Name of the branch",
  branchPlaceholder: "redesign",
  branchError: "Small letters, figures and single hyphens.",
  branchTaken: "There is a branch of this name.",
  branchDo: "Branch",
  mailCount: (count: number) => (count === 1 ? "1 mail caught" : `${count} mails caught`),
  ownSize: (size: string) => `${size} of its own`,
  peek: {
    region: "Open peeks",
    text: (when: string) => `You have a look open at ${when}.`,
    lead: "A private copy. It goes away when you close it.",
    leadUntil: (when: string) => `A private copy. It goes away when you close it, or ${when}.`,
    open: "Open",
    rewind: "Rewind to it",
    keep: "Keep as branch",
    keepTitle: "Keep the peek as a branch",
    keepLead: "With what you changed in it. It gets its own address and does not go away.",
    close: "Close",
    closeOf: (when: string) => `Close the peek at ${when}`,
  },
  panel: {
    label: "Selected version",
    before: "Version before",
    after: "Version after",
    on: (branch: string) => `on ${branch}`,
    rewind: (clock: string) => `Rewind to ${clock}`,
    rewindBranch: (branch: string, clock: string) => `Rewind ${branch} to ${clock}`,
    promise: "Takes about a second. What is there now is kept.",
    promisePeeked: "Open already: only visitors move. The present is kept.",
    busy: (title: string) => `Waits for: ${title}`,
    branch: "Branch from here",
    branchPromise: "A private copy with its own address, for almost no disk. It sends no mail.",
    peek: "Peek",
    peekOpen: "Open peek",
    pin: "Pin",
    unpin: "Unpin",
    label_: "Label",
    labelField: "Label",
    labelPlaceholder: "What is special about it",
    remove: "Delete",
    removeTitle: "Delete this version?",
    removeLead: (size: string) => `Deleting it frees ${size}. The versions around it stay.`,
    kept: "Can’t be deleted",
    keptBecause: { pinned: "It is pinned.", peeked: "A peek of it is open." },
    about: "About",
    cause: "Taken because",
    branchRow: "Branch",
    parent: "Grew out of",
    parentNone: "nothing, it is the first",
    parentGone: "a version that was deleted",
    setAside: "Set aside by a rewind",
    sizes: "Size",
    own: "Of its own",
    total: "All of it, shared with its neighbours",
    frees: "Deleting it would free",
    measuring: "being measured",
    pinned: "pinned",
    named: "named",
    aside: "set aside",
    peeked: "peek open",
  },
  versionList: {
    region: "Versions",
    time: "Time",
    what: "What happened",
    branch: "Branch",
    size: "Own size",
    search: "Search versions",
    searchHint: "Search: redesign, yesterday morning",
    newestFirst: "Newest first",
    largestFirst: "Largest first",
    filterCause: "Taken because",
    allCauses: "All reasons",
    causes: {
      yours: "Taken by you",
      before: "Before something",
      automatic: "Automatic",
      kept: "Kept when rewinding",
      first: "The beginning",
    },
    filterTime: "When",
    anyTime: "Any time",
    times: {
      today: "Today",
      yesterday: "Yesterday",
      week: "Last 7 days",
      month: "Last 30 days",
      timeline: "As on the timeline",
    },
    /** Words for the hours of the clock that somebody may search by. */
    partOfDay: (hour: number) =>
      hour < 5 ? "night" : hour < 12 ? "morning am:" : hour < 18 ? "afternoon pm:" : "evening pm:",
    /** Several words that mean one of those above. */
    phrases: {
      "before lunch": "am:",
      "after lunch": "pm:",
      "this morning": "today am:",
      "last night": "yesterday evening",
    },
    allBranches: "All branches",
    filterBranch: "Show branch",
    pinnedOnly: "Pinned and named",
    clear: "Clear",
    count: (shown: number, all: number) =>
      shown === all
        ? all === 1
          ? "1 version"
          : `${figure(all)} versions`
        : `${figure(shown)} of ${figure(all)} versions`,
    none: "No version fits.",
    actions: (what: string) => `Actions for ${what}`,
  },
  status: {
    since: "Versions since",
    history: "History",
    beside: "beside a",
    site: "site",
  },
  log: {
    title: "Logs",
    lead: "What the site’s programs say, as they say it.",
    branch: "Branch",
    source: "Source",
    all: "All",
    web: "Web",
    database: "Database",
    follow: "Follow",
    following: "Following",
    search: "Search logs",
    empty: "Nothing has been said yet.",
    notRunning: "This branch is not running, so it says nothing.",
    copy: "Copy all",
    lines: (count: number) => (count === 1 ? "1 line" : `${figure(count)} lines`),
    region: "Log lines",
  },
  mail: {
    title: "Caught mail",
    lead: "Nothing is sent from this computer. What the site would have sent is here.",
    search: "Search mail",
    clear: "Clear",
    empty: "No mail was caught yet.",
    none: "No mail fits.",
    to: (address: string) => `To ${address}`,
    toLabel: "To",
    sent: "Sent",
    subjectNone: "No subject",
    choose: "Choose a mail to read it.",
    list: "Caught mails",
    body: "What the mail says",
  },
} as const;
