import type { TitleTexts } from "../title-text";

const ofVersion = (at: string | null) => (at === null ? "a version" : at);

/** Where the new branch starts, when it is not now. */
const fromThere = (at: string | null) => (at === null ? "" : ` from ${at}`);

/** Each operation by its kind: before and after a failure, while it runs, when it is done. */
export const operationTitles: TitleTexts = {
  "create-site": {
    todo: ({ name }) => `Create ${name}`,
    doing: ({ name }) => `Creating ${name}`,
    done: ({ name }) => `Created ${name}`,
  },
  "create-demo": {
    todo: ({ name }) => `Create ${name}`,
    doing: ({ name }) => `Creating ${name}`,
    done: ({ name }) => `Created ${name}`,
  },
  "bring-site": {
    todo: ({ name }) => `Bring in ${name}`,
    doing: ({ name }) => `Bringing in ${name}`,
    done: ({ name }) => `Brought in ${name}`,
  },
  "duplicate-site": {
    todo: ({ name }) => `Duplicate as ${name}`,
    doing: ({ name }) => `Duplicating as ${name}`,
    done: ({ name }) => `Duplicated as ${name}`,
  },
  "delete-site": {
    todo: ({ name }) => `Delete ${name}`,
    doing: ({ name }) => `Deleting ${name}`,
    done: ({ name }) => `Deleted ${name}`,
  },
  "restore-site": {
    todo: ({ name }) => `Bring back ${name}`,
    doing: ({ name }) => `Bringing back ${name}`,
    done: ({ name }) => `Brought back ${name}`,
  },
  "purge-site": {
    todo: ({ name }) => `Remove ${name} for good`,
    doing: ({ name }) => `Removing ${name} for good`,
    done: ({ name }) => `Removed ${name} for good`,
  },
  "export-site": {
    todo: ({ name }) => `Export ${name}`,
    doing: ({ name }) => `Exporting ${name}`,
    done: ({ name }) => `Exported ${name}`,
  },
  "rename-site": {
    todo: ({ name }) => `Rename to ${name}`,
    doing: ({ name }) => `Renaming to ${name}`,
    done: ({ name }) => `Renamed to ${name}`,
  },
  "start-branch": {
    todo: ({ name }) => `Start ${name}`,
    doing: ({ name }) => `Starting ${name}`,
    done: ({ name }) => `Started ${name}`,
  },
  "stop-branch": {
    todo: ({ name }) => `Stop ${name}`,
    doing: ({ name }) => `Stopping ${name}`,
    done: ({ name }) => `Stopped ${name}`,
  },
  "restart-branch": {
    todo: ({ name }) => `Restart ${name}`,
    doing: ({ name }) => `Restarting ${name}`,
    done: ({ name }) => `Restarted ${name}`,
  },
  checkpoint: {
    todo: ({ name }) => (name === null ? "Take a version" : `Take a version: ${name}`),
    doing: ({ name }) => (name === null ? "Taking a version" : `Taking a version: ${name}`),
    done: ({ name }) => (name === null ? "Version taken" : `Version taken: ${name}`),
  },
  rewind: {
    todo: ({ at }) => `Rewind to ${ofVersion(at)}`,
    doing: ({ at }) => `Rewinding to ${ofVersion(at)}`,
    done: ({ at }) => `Back at ${ofVersion(at)}`,
  },
  branch: {
    todo: ({ name, at }) => `Branch ${name}${fromThere(at)}`,
    doing: ({ name, at }) => `Making the branch ${name}${fromThere(at)}`,
    done: ({ name, at }) => `Made the branch ${name}${fromThere(at)}`,
  },
  peek: {
    todo: ({ at }) => `Peek at ${ofVersion(at)}`,
    doing: ({ at }) => `Opening a peek at ${ofVersion(at)}`,
    done: ({ at }) => `Peek open at ${ofVersion(at)}`,
  },
  "end-peek": {
    todo: () => "Close the peek",
    doing: () => "Closing the peek",
    done: () => "Closed the peek",
  },
  "keep-peek": {
    todo: ({ name }) => `Keep the peek as ${name}`,
    doing: ({ name }) => `Keeping the peek as ${name}`,
    done: ({ name }) => `Kept as the branch ${name}`,
  },
  "delete-branch": {
    todo: ({ name }) => `Delete branch ${name}`,
    doing: ({ name }) => `Deleting branch ${name}`,
    done: ({ name }) => `Deleted branch ${name}`,
  },
  "restore-branch": {
    todo: ({ name }) => `Bring back branch ${name}`,
    doing: ({ name }) => `Bringing back branch ${name}`,
    done: ({ name }) => `Brought back branch ${name}`,
  },
  "thin-versions": {
    todo: ({ name }) => `Delete old versions of ${name}`,
    doing: ({ name }) => `Deleting old versions of ${name}`,
    done: ({ name }) => `Deleted old versions of ${name}`,
  },
  "delete-version": {
    todo: ({ at }) => (at === null ? "Delete a version" : `Delete the version of ${at}`),
    doing: ({ at }) => (at === null ? "Deleting a version" : `Deleting the version of ${at}`),
    done: ({ at }) => (at === null ? "Deleted a version" : `Deleted the version of ${at}`),
  },
};

/** The steps of operations, by the host's own words for them. */
export const stepWords: Readonly<Record<string, string>> = {
  "Check its pages": "Check its pages",
  "Close its address": "Close its address",
  "Copy its files": "Copy its files",
  "Copy the version": "Copy the version",
  "Fit WordPress to it": "Fit WordPress to it",
  "Forget it": "Forget it",
  "Get WordPress ready": "Get WordPress ready",
  "Give it its address": "Give it its address",
  "Give it its name": "Give it its name",
  "Give its space back": "Give its space back",
  "Install WordPress": "Install WordPress",
  "Keep it": "Keep it",
  "Keep it running": "Keep it running",
  "Keep the present": "Keep the present",
  "Keep what was left": "Keep what was left",
  "Leave no way back": "Leave no way back",
  "Look at its home page": "Look at its home page",
  "Move it to the trash": "Move it to the trash",
  "Move visitors": "Move visitors",
  "Open its address": "Open its address",
  "Open its home page": "Open its home page",
  "Read its database": "Read its database",
  "Start it": "Start it",
  "Start it beside": "Start it beside",
  "Start its database": "Start its database",
  "Stop it": "Stop it",
  "Take a version": "Take a version",
  "Take it off the timeline": "Take it off the timeline",
  "Take it out of the trash": "Take it out of the trash",
  "Choose what goes": "Choose what goes",
  "Take them off the timeline": "Take them off the timeline",
  "Give their space back": "Give their space back",
  "Take the first version": "Take the first version",
  "Take the version": "Take the version",
  "Tidy up": "Tidy up",
  "Write its name": "Write its name",
  "Write the magazine": "Write the magazine",
  "Write the zip": "Write the zip",
};
