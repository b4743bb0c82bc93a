import { blogDetail, type Scene, type Thing } from "./story";
import type { SiteTable } from "./table-name";

/** A statement about a table itself. */
export interface TableDeed {
  readonly action: "created" | "altered" | "dropped" | "emptied" | "renamed";
  readonly object: "table" | "view" | "trigger" | "routine" | "event" | "sequence";
  readonly names: readonly string[];
  readonly temporary: boolean;
}

const name = "(?:`(?:[^`]|``)+`|[\\w$\\u0080-\\uffff]+)";
const qualified = `${name}(?:\\s*\\.\\s*${name})?`;
const objects = {
  table: "table",
  view: "view",
  trigger: "trigger",
  procedure: "routine",
  function: "routine",
  event: "event",
  sequence: "sequence",
} as const;

const made = new RegExp(
  `^(create|alter|drop)\\s+(?:or\\s+replace\\s+)?(?:(?:algorithm|definer|sql\\s+security)\\s*=?\\s*\\S+\\s+)*(?:aggregate\\s+)?(temporary\\s+)?(table|view|trigger|procedure|function|event|sequence)s?\\s+(?:if\\s+(?:not\\s+)?exists\\s+)?(${qualified}(?:\\s*,\\s*${qualified})*)`,
  "i",
);
const index = new RegExp(
  `^(?:create|drop)\\s+(?:or\\s+replace\\s+)?(?:unique\\s+|fulltext\\s+|spatial\\s+)?index\\s+(?:if\\s+(?:not\\s+)?exists\\s+)?${name}\\s[^]{0,200}?\\bon\\s+(${qualified})`,
  "i",
);
const emptied = new RegExp(`^truncate\\s+(?:table\\s+)?(${qualified})`, "i");
const renamed = new RegExp(`^rename\\s+table\\s+(?:if\\s+exists\\s+)?(${qualified})`, "i");

/** Null for what is about no table: accounts, whole databases, variables. */
export function tableDeedOf(statement: string): TableDeed | null {
  const text = withoutLeadingComments(statement).slice(0, 4000);
  const found = made.exec(text);
  if (found !== null) {
    const actions = { create: "created", alter: "altered", drop: "dropped" } as const;
    const verb = found[1]?.toLowerCase() as keyof typeof actions;
    const object = objects[found[3]?.toLowerCase() as keyof typeof objects];
    return { action: actions[verb], object, names: namesIn(found[4] ?? ""), temporary: found[2] !== undefined };
  }
  const simple = (match: RegExpExecArray | null, action: TableDeed["action"]): TableDeed | null =>
    match === null ? null : { action, object: "table", names: namesIn(match[1] ?? ""), temporary: false };
  return (
    simple(index.exec(text), "altered") ??
    simple(emptied.exec(text), "emptied") ??
    simple(renamed.exec(text), "renamed")
  );
}

function withoutLeadingComments(statement: string): string {
  let text = statement.trimStart();
  for (;;) {
    const comment = /^(?:\/\*(?!M?!)[^]*?\*\/|--[ \t][^\n]*\n|#[^\n]*\n)\s*/.exec(text);
    if (comment === null) return text;
    text = text.slice(comment[0].length);
  }
}

function namesIn(list: string): string[] {
  return [...list.matchAll(new RegExp(qualified, "g"))].map(([one]) => {
    const last = one.match(new RegExp(name, "g"))?.at(-1) ?? one;
    return last.startsWith("`") ? last.slice(1, -1).replaceAll("``", "`") : last;
  });
}

export function tableDefined(scene: Scene, deed: TableDeed, table: SiteTable): void {
  interface Definition extends Thing {
    action: TableDeed["action"];
  }
  const thing = scene.thing<Definition>("definition", `definition:${table.blog}:${table.name}`, () => {
    const definition: Definition = {
      action: deed.action,
      draft: () => ({
        kind: "definition",
        subject: table.name,
        detail: {
          action: definition.action,
          object: deed.object === "table" ? null : deed.object,
          blog: blogDetail(table.blog),
        },
        weight: definition.action === "dropped" || definition.action === "emptied" ? 4 : 2,
      }),
    };
    return definition;
  });
  // A table made and then altered by one request was made.
  if (!(thing.action === "created" && deed.action === "altered")) thing.action = deed.action;
}
