import { rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { inKeeper } from "./host.mjs";

const read = `
import glob, json
paths = [p for k in ("sites/*.json", "branches/*.json", "live/*/about.json") for p in glob.glob("/store/" + k)]
print(json.dumps({p: json.load(open(p)) for p in paths}))
`;
const write = `
import json, sys
for path, record in json.load(sys.stdin).items():
    with open(path, "w") as file:
        json.dump(record, file)
`;
const dates = new Set(["at", "createdAt", "openedAt", "closedAt"]);

/** Moves what the records of a store and the index of what happened say about when, with no host running: each chapter to the moment it stands for. */
export async function stretch(home, chapters) {
  const records = JSON.parse(await inKeeper(home, read, ""));
  await inKeeper(home, write, JSON.stringify(withDates(records, (date) => moved(date, chapters))));
  moveIndex(join(home.env.TIDEMARK_HOME, "recording.sqlite"), chapters);
  // The journal tells of the same work at its real time.
  rmSync(join(home.env.TIDEMARK_HOME, "operations"), { recursive: true, force: true });
}

/** An instant stays as far from its chapter's beginning as it was. */
export function moved(date, chapters) {
  const time = Date.parse(date);
  const chapter = chapters.findLast(({ from }) => from <= time);
  return chapter === undefined ? date : new Date(chapter.to + time - chapter.from).toISOString();
}

/** `second`, `minute` and `hour` are since the epoch; what is drawn of a minute or an hour is summed up anew from its seconds. */
function moveIndex(path, chapters) {
  const database = new DatabaseSync(path);
  const millisecond = (time) => (time === null ? null : Date.parse(moved(new Date(time).toISOString(), chapters)));
  database.function("moved", millisecond);
  database.function("moved_json", (text) =>
    JSON.stringify(withDates(JSON.parse(text), (date) => moved(date, chapters))),
  );
  database.exec(`
    BEGIN;
    UPDATE lane SET last = moved(last);
    UPDATE second SET second = CAST(moved(second * 1000 + 999) / 1000 AS INTEGER);
    UPDATE event SET at = moved(at), json = moved_json(json);
    UPDATE bad SET begin = moved(begin), until = moved(until);
    DELETE FROM noise;
    DELETE FROM stretch;
    ${[60, 3600]
      .map(
        (
          width,
        ) => `INSERT INTO stretch SELECT lane, ${width}, second / ${width}, sum(transactions), sum(rows), sum(noise)
          FROM second GROUP BY lane, second / ${width};`,
      )
      .join("")}
    COMMIT;`);
  database.close();
}

function withDates(value, move) {
  if (Array.isArray(value)) return value.map((item) => withDates(item, move));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      dates.has(name) && typeof item === "string" ? move(item) : withDates(item, move),
    ]),
  );
}
