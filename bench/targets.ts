/** What a figure has to be. `against` names measures; where there are several, the hardest one counts. */
export type Rule =
  /** against / ours: how many times less time ours takes. */
  | { readonly kind: "times-faster"; readonly atLeast: number }
  /** ours / against: for what is better when larger. */
  | { readonly kind: "share"; readonly atLeast: number }
  /** ours / against: how many times more ours may take. */
  | { readonly kind: "times"; readonly atMost: number }
  /** ours itself. */
  | { readonly kind: "value"; readonly atMost: number }
  /** ours / against, for information. */
  | { readonly kind: "printed" };

export interface Target {
  readonly id: string;
  readonly label: string;
  readonly ours: string;
  /** The figure of ours that is judged. */
  readonly statistic: "median" | "p95";
  readonly against: readonly { readonly name: string; readonly measure: string }[];
  readonly rule: Rule;
}

const backup = (what: string) => ({ name: "mariadb-backup | zstd", measure: `${what}/mariadb-backup` });
const dump = (what: string) => ({ name: "mariadb-dump | zstd", measure: `${what}/mariadb-dump` });
const faster = (atLeast: number): Rule => ({ kind: "times-faster", atLeast });
const median = "median" as const;

const flat = (what: string, label: string, suffix = ""): Target => ({
  id: `${what}-flat`,
  label: `${label}: 2 GB against 0.05 GB`,
  ours: `${what}/2gb${suffix}/tidemark`,
  statistic: median,
  against: [{ name: "0.05 GB", measure: `${what}/0.05gb${suffix}/tidemark` }],
  rule: { kind: "times", atMost: 1.5 },
});

/** The promises, as they were set before anything was measured. */
export const targets: readonly Target[] = [
  {
    id: "checkpoint-rest",
    label: "Checkpoint at rest, 0.5 GB",
    ours: "checkpoint/0.5gb/rest/tidemark",
    statistic: median,
    against: [backup("checkpoint/0.5gb/rest"), dump("checkpoint/0.5gb/rest")],
    rule: faster(30),
  },
  {
    id: "checkpoint-writer",
    label: "Checkpoint under a heavy writer, 0.5 GB",
    ours: "checkpoint/0.5gb/writer/tidemark",
    statistic: median,
    against: [backup("checkpoint/0.5gb/writer"), dump("checkpoint/0.5gb/writer")],
    rule: faster(10),
  },
  {
    id: "checkpoint-stall",
    label: "Commits blocked, heavy writer",
    ours: "stall/0.5gb/writer/tidemark",
    statistic: "p95",
    against: [],
    rule: { kind: "value", atMost: 100 },
  },
  flat("checkpoint", "Checkpoint", "/rest"),
  ...(["0.5", "2"] as const).flatMap((size): Target[] => [
    {
      id: `rewind-${size}gb-dump`,
      label: `Rewind to first 200, ${size} GB`,
      ours: `rewind/${size}gb/tidemark`,
      statistic: median,
      against: [dump(`rewind/${size}gb`)],
      rule: faster(size === "2" ? 25 : 8),
    },
    {
      id: `rewind-${size}gb-backup`,
      label: `Rewind to first 200, ${size} GB`,
      ours: `rewind/${size}gb/tidemark`,
      statistic: median,
      against: [backup(`rewind/${size}gb`)],
      rule: faster(size === "2" ? 8 : 3),
    },
  ]),
  {
    id: "rewind-start",
    label: "Rewind, 0.5 GB",
    ours: "rewind/0.5gb/tidemark",
    statistic: median,
    against: [{ name: "docker run until first 200", measure: "start/0.5gb/docker-run" }],
    rule: { kind: "times", atMost: 1.5 },
  },
  flat("rewind", "Rewind"),
  {
    id: "rewind-peeked",
    label: "Rewind to a peeked version, 0.5 GB",
    ours: "peeked/0.5gb/tidemark",
    statistic: median,
    against: [backup("rewind/0.5gb"), dump("rewind/0.5gb")],
    rule: { kind: "value", atMost: 150 },
  },
  ...(["0.5", "2"] as const).map(
    (size): Target => ({
      id: `branch-${size}gb`,
      label: `Branch to first 200, ${size} GB`,
      ours: `branch/${size}gb/tidemark`,
      statistic: median,
      against: [{ name: "copy the volumes, start", measure: `branch/${size}gb/copy` }],
      rule: faster(size === "2" ? 5 : 2),
    }),
  ),
  {
    id: "branch-clone",
    label: "The clone step alone, 0.5 GB",
    ours: "clone/0.5gb/tidemark",
    statistic: median,
    against: [{ name: "cp of the volumes", measure: "clone/0.5gb/copy" }],
    rule: faster(20),
  },
  flat("branch", "Branch"),
  {
    id: "branch-disk",
    label: "New disk for a running branch, 2 GB",
    ours: "disk/2gb/tidemark",
    statistic: median,
    against: [{ name: "a copy's", measure: "disk/2gb/copy" }],
    rule: { kind: "value", atMost: 25 },
  },
  {
    id: "transactions-relaxed",
    label: "Transactions, relaxed",
    ours: "transactions/relaxed/tidemark",
    statistic: median,
    against: [{ name: "plain volume, no log", measure: "transactions/relaxed/plain" }],
    rule: { kind: "share", atLeast: 0.9 },
  },
  {
    id: "transactions-durable",
    label: "Transactions, durable",
    ours: "transactions/durable/tidemark",
    statistic: median,
    against: [{ name: "plain volume, no log", measure: "transactions/durable/plain" }],
    rule: { kind: "printed" },
  },
  {
    id: "moment-0.5gb",
    label: "Rewind to a second, 10,000 transactions behind a version, 0.5 GB",
    ours: "moment/0.5gb/tidemark",
    statistic: median,
    against: [{ name: "mariadb-backup, mariadb-binlog", measure: "moment/0.5gb/mariadb-backup" }],
    rule: faster(5),
  },
  {
    id: "moment-apply",
    label: "The replay alone",
    ours: "moment/0.5gb/replay",
    statistic: median,
    against: [{ name: "mariadb-binlog | mariadb", measure: "moment/0.5gb/apply" }],
    rule: { kind: "times", atMost: 1.3 },
  },
  {
    id: "change-set-0.5gb",
    label: "Change set of an hour, 0.5 GB",
    ours: "change-set/0.5gb/tidemark",
    statistic: median,
    against: [{ name: "mariadb-dump twice, diff", measure: "change-set/0.5gb/dumps" }],
    rule: faster(50),
  },
  flat("change-set", "Change set of an hour"),
  {
    id: "lag-200",
    label: "From commit to the event in the interface, 200 commits/s",
    ours: "lag/tidemark",
    statistic: "p95",
    against: [],
    rule: { kind: "value", atMost: 1000 },
  },
  {
    id: "front-page-cpu",
    label: "CPU of a stock front page",
    ours: "front-page/recorded",
    statistic: median,
    against: [{ name: "nothing of the recording", measure: "front-page/bare" }],
    rule: { kind: "times", atMost: 1.05 },
  },
  {
    id: "history-site",
    label: "30 days of history, 0.5 GB",
    ours: "history/tidemark",
    statistic: median,
    against: [{ name: "the site itself", measure: "history/site" }],
    rule: { kind: "times", atMost: 1 },
  },
  {
    id: "history-dumps",
    label: "30 days of history, 0.5 GB",
    ours: "history/tidemark",
    statistic: median,
    against: [{ name: "30 dumps | zstd", measure: "history/dumps" }],
    rule: { kind: "times", atMost: 0.333 },
  },
  {
    id: "idle-20",
    label: "CPU at rest, 20 recorded branches",
    ours: "idle/tidemark",
    statistic: median,
    against: [],
    rule: { kind: "value", atMost: 1 },
  },
];
