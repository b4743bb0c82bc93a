/** A change that somebody who uses Tidemark notices; the same types as in .versionrc.json. */
const noticed = /^(feat|fix|perf|revert)(\([^)]*\))?!?:|^[a-z]+(\([^)]*\))?!:/;

/** Why there should be no release from this state of the repository, one line each. */
export function whyNotNow({ branch, changed, behind, unreleased }) {
  const why = [];
  if (branch !== "main") why.push(`releases are made on main, this is ${branch}`);
  if (changed.length > 0) why.push(`there are changes that are not committed (${changed.length} files)`);
  if (behind > 0) why.push(`main has ${behind} commits that are not here; pull first`);
  if (!unreleased.some((subject) => noticed.test(subject))) why.push("nothing that a user would notice has changed");
  return why;
}
