import { AppError } from "../../shared/errors";

/** What the keeper said went wrong, before it is put into words for a person. */
export class KeeperError extends Error {
  override readonly name = "KeeperError";
  readonly code: string;
  readonly data: Readonly<Record<string, unknown>>;

  constructor(code: string, detail: string, data: Readonly<Record<string, unknown>>) {
    super(detail);
    this.code = code;
    this.data = data;
  }
}

const number = (value: unknown) => (typeof value === "number" ? value : 0);

/** An AppError where the world is to blame; a bug in the keeper stays what it is. */
export function explainKeeperError(error: unknown): unknown {
  if (!(error instanceof KeeperError)) return error;
  const room = { freeBytes: number(error.data["freeBytes"]), neededBytes: number(error.data["neededBytes"]) };
  switch (error.code) {
    case "store-full":
    case "no-space":
      return new AppError(
        "store-full",
        room,
        "Tidemark's store is full.",
        "Delete versions, branches or sites you no longer need, then try again.",
        error,
      );
    case "host-full":
      return new AppError(
        "host-full",
        room,
        "The disk under Tidemark's store is nearly full.",
        "Free some disk space (or enlarge Docker's disk), then try again.",
        error,
      );
    case "not-found":
      return new AppError(
        "not-found",
        { what: String(error.data["what"] ?? "volume"), id: String(error.data["id"] ?? "") },
        error.message,
        "It may have been deleted meanwhile; reload to see what is there.",
        error,
      );
    case "log-unreadable":
      return new AppError(
        "log-unreadable",
        { file: String(error.data["file"] ?? ""), position: number(error.data["position"]), detail: error.message },
        error.message,
        "Choose a version instead of a second in that stretch.",
        error,
      );
    case "refused":
      return new AppError("refused", { reason: error.message }, error.message, "Choose something else.", error);
    case "store-unavailable":
    case "connection-lost":
      return new AppError(
        "store-unavailable",
        { detail: error.message },
        "Tidemark's store can't be used right now.",
        "Check that Docker runs, then try again; your sites are kept as they are.",
        error,
      );
    default:
      return error;
  }
}
