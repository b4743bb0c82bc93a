/** A change that somebody who uses Tidemark notices; the same types as in .versionrc.json. */
const noticed = /^(feat|fix|perf|revert)(\([^)]*\))?!?:|^[a-z]+(\([^)]*\))?!:/;

/** What stands in the changelog for the date of the first release until there is one. */
export const notYet = "not released yet";

/** Why there should be no release from this state of the repository, one line each. */
export function whyNotNow({ branch, changed, behind, unreleased, undated }) {
  const why = [];
  if (branch !== "main") why.push(`releases are made on main, this is ${branch}`);
  if (changed.length > 0) why.push(`there are changes that are not committed (${changed.length} files)`);
  if (behind > 0) why.push(`main has ${behind} commits that are not here; pull first`);
  if (!unreleased.some((subject) => noticed.test(subject))) why.push("nothing that a user would notice has changed");
  if (undated)
    why.push(`CHANGELOG.md: the first release is written by hand; put its date where "${notYet}" stands, and commit`);
  return why;
}
