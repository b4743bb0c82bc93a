import type { OperationKind, OperationSubject } from "./operation";

/** How titles began when they were sentences, of the kinds there were then. */
const starts: Readonly<Partial<Record<OperationKind, string>>> = {
  "create-site": "Create ",
  "create-demo": "Create ",
  "bring-site": "Bring in ",
  "duplicate-site": "Duplicate as ",
  "delete-site": "Delete ",
  "restore-site": "Bring back ",
  "purge-site": "Remove ",
  "export-site": "Export ",
  "rename-site": "Rename to ",
  "start-branch": "Start ",
  "stop-branch": "Stop ",
  "restart-branch": "Restart ",
  checkpoint: "Take a version: ",
  rewind: "Rewind to ",
  branch: "Branch ",
  peek: "Peek at ",
  "end-peek": "Close ",
  "delete-branch": "Delete branch ",
  "restore-branch": "Bring back branch ",
  "delete-version": "Delete the version of ",
};

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** What an operation of an older Tidemark is about, read from its title. */
export function subjectOfTitle(kind: OperationKind, title: string): OperationSubject {
  const start = starts[kind];
  const nothing = { name: null, at: null };
  if (start === undefined || !title.startsWith(start) || kind === "end-peek") return nothing;
  const rest = title.slice(start.length).replace(kind === "purge-site" ? / for good$/ : "", "");
  if (instant.test(rest)) return { ...nothing, at: rest };
  return kind === "peek" ? nothing : { ...nothing, name: rest };
}
