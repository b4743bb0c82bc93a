import { actionWords, shortcutWords } from "./actions";
import { eventTexts } from "./events";
import { failureWords } from "./failures";
import { healthWords } from "./health";
import { operationWords } from "./operations";
import { paletteWords } from "./palette";
import { problemWords } from "./problems";
import { recordingWords } from "./recording";
import { settingsWords } from "./settings";
import { causeWords, siteWords } from "./site";
import { sitesWords } from "./sites";
import { timeWords } from "./time";
import { timelineWords } from "./timeline";
import { updateWords } from "./updates";

/** Every text of the interface. Short, plain, active; no blame, no cheer, no technical noun outside Health. */
export const en = {
  common: {
    close: "Close",
    cancel: "Cancel",
    copy: "Copy",
    copied: "Copied",
    copyCommand: "Copy the command",
    more: "More",
    retry: "Try again",
    save: "Save",
    loading: "Loading",
    undo: "Undo",
  },
  app: {
    name: "Tidemark",
    where: "Where you are",
    sites: "Sites",
    health: "Health",
    healthTrouble: "Health: something needs you",
    theme: "Light or dark",
    themes: { system: "Follow the system", light: "Light", dark: "Dark" },
    connecting: "Connecting to Tidemark",
    reconnecting: "Reconnecting",
    reconnectingLead: "Your sites go on running. What you see may be a moment old.",
    refusedTitle: "This page is from an earlier start of Tidemark",
    refusedLead:
      "Each start has its own address, so that nobody else can open it. Your sites are safe and go on running.",
    refusedDo: "Open Tidemark again with the address it printed in the terminal, or start it once more:",
    notFoundTitle: "There is nothing at this address",
    notFoundLead: "The site may have been deleted, or the link is from another computer.",
    toSites: "To all sites",
    skip: "Skip to the page",
    broken: "This page ran into a mistake of ours",
    brokenLead: "Nothing happened to your sites. Loading the page again usually helps.",
    reload: "Load again",
  },
  actions: actionWords,
  shortcuts: shortcutWords,
  palette: paletteWords,
  sites: sitesWords,
  site: siteWords,
  recording: recordingWords,
  bring: sitesWords.bring,
  operations: operationWords,
  failures: failureWords,
  health: healthWords,
  settings: settingsWords,
  time: timeWords,
  timeline: timelineWords,
  updates: updateWords,
  events: eventTexts,
  causes: causeWords,
  problem: problemWords,
} as const;
