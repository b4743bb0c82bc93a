import { z } from "zod";
import { ErrorReport } from "../errors";
import { BranchId, OperationId, SiteId, VersionId } from "../ids";
import { MomentTarget } from "./recording";
import { Instant } from "./site";

export const OperationKind = z.enum([
  "create-site",
  "create-demo",
  "bring-site",
  "duplicate-site",
  "delete-site",
  "restore-site",
  "purge-site",
  "export-site",
  "rename-site",
  "start-branch",
  "stop-branch",
  "restart-branch",
  "checkpoint",
  "rewind",
  "branch",
  "peek",
  "end-peek",
  "keep-peek",
  "delete-branch",
  "restore-branch",
  "delete-version",
  "thin-versions",
]);
export type OperationKind = z.infer<typeof OperationKind>;

/** What a step is at, for whoever words it. */
export const StepDetail = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("fetching"), name: z.string() }),
  z.object({ kind: z.literal("building") }),
  z.object({ kind: z.literal("files"), done: z.int(), total: z.int() }),
  z.object({ kind: z.literal("database") }),
  /** Transactions replayed onto a version. */
  z.object({ kind: z.literal("replaying"), done: z.int(), total: z.int() }),
]);
export type StepDetail = z.infer<typeof StepDetail>;

export const StepView = z.object({
  name: z.string(),
  /** Words for a person: "Keep the present". */
  label: z.string(),
  weight: z.number(),
  state: z.enum(["waiting", "running", "done", "undone", "failed"]),
  /** 0 to 1 inside the step, null where it can't be known. */
  progress: z.number().nullable(),
  /** Words in the journal of an older Tidemark. */
  detail: StepDetail.or(z.string()).nullable(),
  /** Milliseconds it ran, once it is over. */
  took: z.number().nullable(),
});
export type StepView = z.infer<typeof StepView>;

/** What an operation is about, for whoever words its title: with its kind, that is all there is to say. */
export const OperationSubject = z.object({
  /** The site, branch or label it is about, as a person named it. */
  name: z.string().nullable(),
  /** The instant of the version it goes to, opens or deletes. */
  at: Instant.nullable(),
});
export type OperationSubject = z.infer<typeof OperationSubject>;

export const Operation = z.object({
  id: OperationId,
  kind: OperationKind,
  /** In plain English, for logs. */
  title: z.string(),
  /** Absent in the journal of an older Tidemark. */
  subject: OperationSubject.optional(),
  siteId: SiteId.nullable(),
  branchId: BranchId.nullable(),
  /** The version it goes to, opens or makes. */
  versionId: VersionId.nullable().default(null),
  /** The second, or what happened, that it goes to right before; where it goes to none of a version. */
  moment: MomentTarget.nullable().optional(),
  state: z.enum(["queued", "running", "undoing", "done", "failed", "cancelled"]),
  /** False from the commit step on. */
  cancellable: z.boolean(),
  /** A finished operation that one click can take back (a rewind, a deletion). */
  undoable: z.boolean(),
  steps: z.array(StepView),
  createdAt: Instant,
  /** When the commit step was over: the person has what they asked for, what follows is tidying up. */
  landedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  error: ErrorReport.nullable(),
  /** What came of it, for the closing message: ids, addresses. */
  result: z.record(z.string(), z.string()).nullable(),
});
export type Operation = z.infer<typeof Operation>;
