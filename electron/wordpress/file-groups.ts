import type { FileGroup } from "../../shared/model/recording";
import type { FileChange } from "../core/recording-ports";
import { coreRelease, type Header, pluginHeader, themeHeader } from "./file-headers";
import { type FileOwner, isPassing, ownerOf } from "./file-owner";

/** The beginnings of files, by path, as they were in the version before and as they are in the one after. */
export interface Heads {
  readonly before: ReadonlyMap<string, string>;
  readonly after: ReadonlyMap<string, string>;
}

const order = [
  "core",
  "plugin",
  "theme",
  "configuration",
  "uploads",
  "other",
] as const satisfies readonly FileGroup["kind"][];
const shownFiles = 50;
/** A plugin's main file is any PHP file in its folder, but hardly ever among many. */
const mostCandidates = 20;
const mostHeads = 400;
const versionFile = "wp-includes/version.php";

interface Gathered {
  readonly owner: FileOwner;
  readonly files: FileChange[];
}

/** Whose beginnings tell the names and releases of what changed. More than are there: any of a plugin's files may be its main one. */
export function headsWanted(files: readonly FileChange[]): readonly string[] {
  return gather(files).flatMap(headsOf).slice(0, mostHeads);
}

/** Files that changed, by what they belong to, the most telling first. */
export function groupFiles(files: readonly FileChange[], heads: Heads): readonly FileGroup[] {
  return gather(files)
    .map((gathered) => groupOf(gathered, heads))
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || (a.name ?? "").localeCompare(b.name ?? "", "en"));
}

function gather(files: readonly FileChange[]): readonly Gathered[] {
  const groups = new Map<string, Gathered>();
  for (const file of files) {
    const owner = ownerOf(file.path);
    const key = owner.folder ?? owner.kind;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { owner, files: [file] });
    else known.files.push(file);
  }
  return [...groups.values()];
}

function headsOf({ owner: { kind, folder }, files }: Gathered): readonly string[] {
  if (kind === "core") return [versionFile];
  if (folder === null) return [];
  if (kind === "theme") return [`${folder}/style.css`];
  return mainCandidates(folder, files);
}

/** The one that is named like its folder first: most are, and it is known also where it did not change. */
function mainCandidates(folder: string, files: readonly FileChange[]): readonly string[] {
  if (folder.endsWith(".php")) return [folder];
  const likely = `${folder}/${lastPart(folder)}.php`;
  const rest = files
    .map(({ path }) => path)
    .filter((path) => path.endsWith(".php") && path !== likely && !path.includes("/", folder.length + 1))
    .filter((path) => !/\/(?:index|uninstall)\.php$/.test(path));
  return [likely, ...rest].slice(0, mostCandidates);
}

function groupOf({ owner, files }: Gathered, heads: Heads): FileGroup {
  const before = aboutOf(owner, files, heads.before);
  const after = aboutOf(owner, files, heads.after);
  const moved = before.release !== after.release;
  const count = (change: FileChange["change"]) => files.filter((file) => file.change === change).length;
  return {
    kind: owner.kind,
    name: after.name ?? before.name ?? (owner.folder === null ? null : lastPart(owner.folder).replace(/\.php$/, "")),
    fromRelease: moved ? before.release : null,
    toRelease: moved ? after.release : null,
    added: count("added"),
    changed: count("changed"),
    removed: count("removed"),
    bytes: files.reduce((sum, file) => sum + (file.change === "removed" ? 0 : file.bytes) - file.bytesBefore, 0),
    files: shown(files).map(({ path, change, bytes }) => ({ path, change, bytes })),
  };
}

function aboutOf(
  { kind, folder }: FileOwner,
  files: readonly FileChange[],
  heads: ReadonlyMap<string, string>,
): { readonly name: string | null; readonly release: string | null } {
  const nothing = { name: null, release: null };
  if (kind === "core") return { name: null, release: coreRelease(heads.get(versionFile) ?? "") };
  if (folder === null) return nothing;
  if (kind === "theme") return themeHeader(heads.get(`${folder}/style.css`) ?? "") ?? nothing;
  const headers = mainCandidates(folder, files).map((path): Header | null => pluginHeader(heads.get(path) ?? ""));
  return headers.find((header) => header !== null) ?? nothing;
}

/** What comes and goes by itself comes last. */
function shown(files: readonly FileChange[]): readonly FileChange[] {
  const [lasting, passing] = [
    files.filter(({ path }) => !isPassing(path)),
    files.filter(({ path }) => isPassing(path)),
  ];
  return [...lasting, ...passing].slice(0, shownFiles);
}

const lastPart = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
