import type { Schema } from "./schema";

/**
 * Seconds are the way from an instant to a place in the log, and go with the log; minutes and hours are for drawing, and stay. `place` is
 * a segment's number and a byte in it as one number that compares as they do: number * 2^32 + byte. `event_by_time` has in it
 * what is filtered by, so that counting what fits reads no events.
 */
export const recordingSchema: Schema = {
  version: 4,
  tables: `
  CREATE TABLE lane (
    id TEXT PRIMARY KEY, site TEXT NOT NULL, branch TEXT NOT NULL,
    log_file TEXT, log_position INTEGER, notes_file TEXT, notes_size INTEGER, last INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE second (
    lane TEXT NOT NULL, second INTEGER NOT NULL, file TEXT NOT NULL, position INTEGER NOT NULL, place INTEGER NOT NULL,
    transactions INTEGER NOT NULL, rows INTEGER NOT NULL, noise INTEGER NOT NULL, PRIMARY KEY (lane, second)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX second_by_place ON second (lane, place);
  CREATE TABLE hole (
    lane TEXT NOT NULL, file TEXT NOT NULL, position INTEGER NOT NULL, place INTEGER NOT NULL, until INTEGER, PRIMARY KEY (lane, place)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE segment_end (
    lane TEXT NOT NULL, file TEXT NOT NULL, position INTEGER NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (lane, file)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE stretch (
    lane TEXT NOT NULL, width INTEGER NOT NULL, at INTEGER NOT NULL,
    transactions INTEGER NOT NULL, rows INTEGER NOT NULL, noise INTEGER NOT NULL, PRIMARY KEY (lane, width, at)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE noise (
    lane TEXT NOT NULL, minute INTEGER NOT NULL, kind TEXT NOT NULL, rows INTEGER NOT NULL, PRIMARY KEY (lane, minute, kind)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE event (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, site TEXT NOT NULL, branch TEXT NOT NULL, lane TEXT NOT NULL,
    at INTEGER NOT NULL, kind TEXT NOT NULL, who TEXT, weight INTEGER NOT NULL, json TEXT NOT NULL
  ) STRICT;
  CREATE INDEX event_by_time ON event (site, at, number, kind, branch);
  CREATE INDEX event_by_weight ON event (site, weight, at);
  CREATE INDEX event_by_who ON event (site, who, at);
  CREATE INDEX event_of_lane ON event (lane, at);
  CREATE VIRTUAL TABLE event_words USING fts5 (words, content = '', contentless_delete = 1, tokenize = 'unicode61');
  CREATE TABLE bad (
    lane TEXT NOT NULL, site TEXT NOT NULL, path TEXT NOT NULL, begin INTEGER NOT NULL, until INTEGER, status INTEGER NOT NULL,
    PRIMARY KEY (lane, path, begin)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE person (site TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (site, name)) STRICT, WITHOUT ROWID;
`,
};
