import type { LoggedColumn, LoggedRow, LoggedTable, LoggedValue, RowChange } from "../../core/log-item";
import type { TakenTransaction } from "../../core/recording-ports";
import type { SiteEvent } from "../../../shared/model/event";
import { createInterpreter } from "./interpreter";

/** A site whose log is written by hand, transaction by transaction, and read by a real interpreter. */

export type Values = Readonly<Record<string, LoggedValue>>;

export interface Remark {
  readonly r?: string;
  readonly u?: number;
  readonly n?: string;
  readonly v?: string;
  readonly p?: string;
}

export const anna = { r: "0a1b2c3d", u: 2, n: "Anna", v: "admin", p: "post.php" } as const satisfies Remark;

const defaults: Readonly<Record<string, Values>> = {
  posts: {
    ID: 1,
    post_author: 2,
    post_date: "2026-03-12 14:00:00",
    post_content: "",
    post_title: "",
    post_excerpt: "",
    post_status: "draft",
    comment_status: "open",
    post_password: "",
    post_name: "",
    post_modified: "2026-03-12 14:00:00",
    post_parent: 0,
    guid: "http://a.localhost/?p=1",
    menu_order: 0,
    post_type: "post",
    post_mime_type: "",
    comment_count: 0,
  },
  postmeta: { meta_id: 1, post_id: 1, meta_key: "", meta_value: "" },
  options: { option_id: 1, option_name: "", option_value: "", autoload: "on" },
  sitemeta: { meta_id: 1, site_id: 1, meta_key: "", meta_value: "" },
  users: {
    ID: 7,
    user_login: "eve",
    user_pass: "hash",
    user_nicename: "eve",
    user_email: "eve@example.com",
    user_url: "",
    user_activation_key: "",
    display_name: "eve",
  },
  usermeta: { umeta_id: 1, user_id: 7, meta_key: "", meta_value: "" },
  comments: {
    comment_ID: 5,
    comment_post_ID: 1,
    comment_author: "Ruth B.",
    comment_author_email: "ruth@example.com",
    comment_author_url: "",
    comment_content: "Lovely",
    comment_approved: "0",
    comment_type: "comment",
  },
  commentmeta: { meta_id: 1, comment_id: 5, meta_key: "", meta_value: "" },
  terms: { term_id: 3, name: "Herbs", slug: "herbs", term_group: 0 },
  term_taxonomy: { term_taxonomy_id: 13, term_id: 3, taxonomy: "category", description: "", parent: 0, count: 0 },
  term_relationships: { object_id: 1, term_taxonomy_id: 13, term_order: 0 },
  termmeta: { meta_id: 1, term_id: 3, meta_key: "", meta_value: "" },
  blogs: { blog_id: 2, domain: "a.localhost", path: "/two/", last_updated: "2026-03-12 14:00:00" },
  wc_orders: {
    id: 1042,
    status: "wc-pending",
    currency: "EUR",
    type: "shop_order",
    total_amount: "38.50000000",
    customer_id: 0,
    billing_email: "",
    parent_order_id: 0,
  },
  woocommerce_order_items: { order_item_id: 1, order_item_name: "", order_item_type: "line_item", order_id: 1042 },
};

export interface TestSite {
  readonly insert: (table: string, values?: Values) => Change;
  readonly update: (table: string, values: Values, changes: Values) => Change;
  readonly remove: (table: string, values?: Values) => Change;
  /** One transaction; each row with this remark behind its statement, or none for direct SQL. */
  commit(changes: Iterable<Change>, remark?: Remark | null): TakenTransaction;
  define(statement: string, remark?: Remark | null): TakenTransaction;
  note(note: Readonly<Record<string, unknown>> | string): SiteEvent | null;
  /** Rows of a transaction that the log breaks off in. */
  breakOff(changes: Iterable<Change>, remark?: Remark | null): void;
  wait(seconds: number): void;
}

interface Change {
  readonly table: string;
  readonly before: Values | null;
  readonly after: Values | null;
}

const database = "wordpress";

export function createTestSite(tablePrefix = "wp_", start = 4): TestSite {
  const interpreter = createInterpreter({
    siteId: "s00000000001",
    branchId: "b00000000001",
    laneId: "l00000000001",
    tablePrefix,
  });
  const tables = new Map<string, LoggedTable>();
  let position = start;
  let time = Date.UTC(2026, 2, 12, 14, 0, 0);

  const move = () => ({ file: "mysql-bin.000001", position: (position += 100) });
  const whole = (table: string, values: Values): Values => ({ ...defaults[table.replace(/^\d+_/, "")], ...values });
  const said = (remark: Remark | null) => (remark === null ? "" : ` /*tidemark:${JSON.stringify(remark)}*/`);

  function tableOf(name: string, values: Values): LoggedTable {
    const key = `${name} ${Object.keys(values).join(" ")}`;
    const known = tables.get(key);
    if (known !== undefined) return known;
    const columns = Object.keys(values).map(
      (column): LoggedColumn => ({
        name: column,
        type: "longtext",
        unsigned: false,
        charset: "utf8mb4",
      }),
    );
    const table = { database, name: name.startsWith("=") ? name.slice(1) : tablePrefix + name, columns, key: [0] };
    tables.set(key, table);
    return table;
  }

  function begin(): void {
    interpreter.take({ kind: "begin", at: { file: "mysql-bin.000001", position }, gtid: "1-1-1", time }, null);
  }

  function rows(changes: Iterable<Change>, remark: Remark | null): void {
    for (const { table, before, after } of changes) {
      const logged = tableOf(table, before ?? after ?? {});
      const image = (values: Values | null): LoggedRow | null =>
        values === null ? null : logged.columns.map((column) => values[column.name] ?? null);
      const statement = `INSERT INTO ${table} VALUES ('…')${said(remark)}`;
      const change: RowChange = {
        kind: "row",
        table: logged,
        before: image(before),
        after: image(after),
        statement,
        time,
      };
      move();
      interpreter.take(change, null);
    }
  }

  function commit(): TakenTransaction {
    const taken = interpreter.take({ kind: "commit", end: move(), time }, null);
    if (taken === null) throw new Error("a commit gives its transaction");
    return taken;
  }

  return {
    insert: (table, values = {}) => ({ table, before: null, after: whole(table, values) }),
    update: (table, values, changes) => ({
      table,
      before: whole(table, values),
      after: { ...whole(table, values), ...changes },
    }),
    remove: (table, values = {}) => ({ table, before: whole(table, values), after: null }),
    commit(changes, remark = null) {
      begin();
      rows(changes, remark);
      return commit();
    },
    define(statement, remark = null) {
      begin();
      interpreter.take({ kind: "definition", database, statement: statement + said(remark), time }, null);
      return commit();
    },
    note: (note) => interpreter.note(typeof note === "string" ? note : JSON.stringify(note)),
    breakOff(changes, remark = null) {
      begin();
      rows(changes, remark);
    },
    wait: (seconds) => {
      time += seconds * 1000;
    },
  };
}

/** What a test says of an event. */
export function told(taken: TakenTransaction | SiteEvent | null) {
  const events = taken === null ? [] : "events" in taken ? taken.events : [taken];
  return events.map(({ kind, subject, detail }) => ({ kind, subject, ...detail }));
}

export function noiseOf(taken: TakenTransaction): Record<string, number> {
  return Object.fromEntries(taken.noise);
}
