import { bytes } from "../../ui/bytes";
import type { FailureTexts } from "../failure-text";

const asWas = "Your sites and all their versions are as they were.";
const goesOn = "Your sites go on running, and all their versions are there.";

/** Why something is refused, by the reason's code; what to do about it. */
const refusals: Readonly<Record<string, readonly [message: string, hint: string]>> = {
  "in-trash": ["It is in the trash.", "Restore it first."],
  "not-in-trash": ["Only a site in the trash can be deleted for good.", "Delete the site first."],
  "branch-name": ["A branch can’t have this name.", "Choose another, shorter one."],
  "not-running": ["It is not running.", "Start it first."],
  "kept-version": ["This version can’t be deleted.", "Unpin it or close its peek, then delete it."],
  "another-site": ["This version belongs to another site.", "Choose a version of this site."],
  "not-undoable": ["This can’t be taken back.", "Rewind to a version from before it instead."],
  "main-branch": ["The main branch can’t be deleted alone.", "Delete the site if you want all of it gone."],
  "no-peek": ["This is not a peek.", "Delete the branch instead."],
  "own-sites": [
    "This Tidemark has sites of its own.",
    "Start Tidemark with an empty data folder to take the others over.",
  ],
  removed: ["Everything Tidemark had made is removed.", "Start Tidemark again to begin anew."],
  "place-relative": ["That is not a whole path.", "Name it from the root of the disk."],
  "place-overlaps": ["The new place and the present one lie in each other.", "Choose a folder elsewhere."],
  "place-taken": ["There is something in that place already.", "Choose an empty folder or a new name."],
  "place-given": ["TIDEMARK_HOME says where the data folder is.", "Start Tidemark without it to move the folder here."],
  committed: ["It is too late to cancel this.", "Let it finish. Where that is offered, it can be undone afterwards."],
  "nothing-to-thin": ["There is no old version to delete.", "Delete versions by hand, or a branch."],
  "no-update": ["There is no update to install.", "Look for updates first."],
  "under-way": [
    "Something is still under way.",
    "Restart when it is done, or let the update be installed when you quit.",
  ],
  closing: ["Tidemark is closing and starts nothing new.", "Start Tidemark again, then try again."],
};

type Said = readonly [message: string, hint: string];

/** Why a second can't be gone to. */
const secondsGone: Readonly<Record<string, Said>> & { readonly "log-gone": Said } = {
  "log-gone": ["What was recorded of that time is gone.", "Choose the nearest version instead."],
  "log-unreadable": ["What was recorded of that time can’t be read.", "Choose the nearest version instead."],
  "no-version": ["There is no version below that second.", "Choose a later second, or a version."],
  "not-recorded": ["Nothing was recorded at that time.", "Choose the nearest version instead."],
  future: ["That second has not come yet.", "Choose one before now."],
};

const missing: Readonly<Record<string, string>> = {
  site: "There is no such site any more.",
  branch: "There is no such branch any more.",
  version: "There is no such version any more.",
  operation: "This is no longer known.",
  store: "That store is gone.",
  export: "That export is gone.",
};

const texts: FailureTexts = {
  "docker-missing": () => ({
    message: "No Docker was found on this computer.",
    safe: asWas,
    hint: "Install Docker Desktop, OrbStack, Colima or Docker Engine and start it, then try again.",
  }),
  "docker-unreachable": ({ endpoint }) =>
    endpoint === ""
      ? { message: "Tidemark is starting.", safe: asWas, hint: "Wait a moment, then try again." }
      : {
          message: "Docker does not answer.",
          safe: asWas,
          hint: "Start Docker and wait until it is ready, then try again.",
        },
  "docker-denied": () => ({
    message: "Docker is there, but this user may not use it.",
    safe: asWas,
    hint: "Add yourself to the group docker (sudo usermod -aG docker $USER), log out and in, then try again.",
  }),
  "docker-too-old": ({ version, needed }) => ({
    message: `Docker ${version} is too old.`,
    safe: asWas,
    hint: `Update Docker to version ${needed} or newer, then try again.`,
  }),
  "store-full": ({ limitBytes }) =>
    limitBytes === undefined
      ? {
          message: "Tidemark’s store is full.",
          safe: goesOn,
          hint: "Delete versions, branches or sites you no longer need, then try again.",
        }
      : {
          message: `Tidemark has reached the ${bytes(limitBytes)} it may take.`,
          safe: goesOn,
          hint: "Raise the limit in Settings, or delete versions, branches or sites you no longer need.",
        },
  "host-full": () => ({
    message: "The disk of this computer is nearly full.",
    safe: goesOn,
    hint: "Make room on it (or enlarge Docker’s disk), then try again.",
  }),
  "store-unavailable": () => ({
    message: "Tidemark’s store can’t be used right now.",
    safe: "What is in it is unchanged.",
    hint: "Check that Docker runs, then try again.",
  }),
  "store-in-use": () => ({
    message: "Another Tidemark is using this data folder.",
    safe: goesOn,
    hint: "Use the window that is open already, or close that Tidemark first.",
  }),
  "port-taken": ({ port }) => ({
    message: `Every port Tidemark tried is taken, up to ${port}.`,
    safe: goesOn,
    hint: "Stop the program that uses port 80 or 8080 (another local web server?), then try again.",
  }),
  "image-missing": ({ image }) => ({
    message: `The image ${image} is not on this computer and could not be fetched.`,
    safe: asWas,
    hint: "Check the connection to the internet, then try again.",
  }),
  "database-busy": () => ({
    message: "The site’s database is busy with something long.",
    safe: "Nothing was changed.",
    hint: "Wait until the import, upgrade or backup that runs on the site is over, then try again.",
  }),
  "database-failed": () => ({
    message: "The site’s database does not answer.",
    safe: "All its versions are there, and each can be opened or rewound to.",
    hint: "Restart the branch. Its logs say why the database stopped.",
  }),
  "site-unhealthy": ({ status }) => ({
    message: status === null ? "The site does not answer." : `The home page answers with an error (${status}).`,
    safe: "Nothing that was live has been changed.",
    hint: "Look at the branch’s logs for the reason.",
  }),
  // The reader names the place and knows best what would help.
  "bad-import": (_, { message, hint }) => ({ message, safe: "The original was only read.", hint }),
  unreachable: ({ reason }) => {
    const [message, hint] = secondsGone[reason] ?? secondsGone["log-gone"];
    return { message, safe: asWas, hint };
  },
  "log-unreadable": ({ file }) => ({
    message: `A stretch of what was recorded can’t be read (${file}).`,
    safe: "Your sites go on running, and all versions are there.",
    hint: "Choose a version instead of a second in that stretch.",
  }),
  "replay-failed": () => ({
    message: "The changes up to that second could not be applied.",
    safe: "Nothing that was live has been changed.",
    hint: "Choose the version below it, or another second. The log has the database’s own words.",
  }),
  "name-taken": ({ name }) => ({
    message: `The name ${name} is taken.`,
    safe: asWas,
    hint: "Choose another one. What is in the trash keeps its name until it is deleted for good.",
  }),
  "not-found": ({ what }) => ({
    message: missing[what] ?? "It is not there any more.",
    safe: asWas,
    hint: "It may just have been deleted. Load the page again to see what is there.",
  }),
  "not-running": () => ({
    message: "The branch is not running.",
    safe: asWas,
    hint: "Start it, then try again.",
  }),
  refused: ({ reason }, said) => {
    const [message, hint] = refusals[reason] ?? [said.message, said.hint];
    return { message, safe: asWas, hint };
  },
  cancelled: () => ({ message: "Cancelled.", safe: asWas, hint: "Start it again when you want to." }),
  "invalid-input": () => ({
    message: "Tidemark did not understand what was entered.",
    safe: asWas,
    hint: "Check the fields and try again.",
  }),
  internal: () => ({
    message: "Something went wrong that Tidemark did not expect.",
    safe: asWas,
    hint: "Try again. If it happens again, copy the report on the Health page.",
  }),
};

/** The three parts of an error, in this order: what happened, what is safe, what to do. */
export const failureWords = {
  happened: "What happened",
  safe: "What is safe",
  todo: "What to do",
  support: "For support:",
  copyReport: "Copy report",
  safeElse: asWas,
  noAnswer: {
    message: "The connection to Tidemark broke before it answered.",
    hint: "It reconnects by itself. Look whether it happened, then try again.",
  },
  texts,
} as const;
