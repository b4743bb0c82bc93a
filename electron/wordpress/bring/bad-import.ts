import { AppError } from "../../../shared/errors";

/** Refuses what somebody wants to bring in. `place`: a line, an entry, or null for the whole file. */
export function badImport(
  file: string,
  place: string | null,
  detail: string,
  hint = "Correct it or bring another export of the site. Nothing has been changed.",
  cause?: unknown,
): AppError<"bad-import"> {
  const where = place === null ? file : `${file}, ${place}`;
  return new AppError("bad-import", { file, place, detail }, `${where}: ${detail}`, hint, cause);
}
