import type { EventKind, SiteEvent } from "../../../shared/model/event";
import { bytes } from "../../ui/bytes";
import { figure } from "../../ui/figure";
import { locale } from "../locale";
import { changeNames, designNames, noiseNames, nouns, orderStatuses, settingNames } from "./event-names";
import { viaWords } from "./event-ways";
import { roleName } from "./roles";

/** An event's details as texts; "" for what is not known. */
interface Told {
  readonly subject: string;
  readonly kind: EventKind;
  readonly text: (name: string) => string;
}

const quoted = (title: string) => `“${title}”`;
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const spaced = (id: string) => id.replaceAll(/[_-]+/g, " ").trim();
const named = (names: Readonly<Record<string, string>>, key: string): string | undefined =>
  Object.hasOwn(names, key) ? names[key] : undefined;
const or = (text: string, other: string) => (text === "" ? other : text);

function nounOf(type: string): readonly [one: string, several: string] {
  const known = Object.hasOwn(nouns, type) ? nouns[type] : undefined;
  return known ?? [spaced(type), `${spaced(type)} items`];
}

/** “Samphire, three ways” published; A page published, where its title isn't known. */
const post = (deed: string) => (told: Told) => {
  const [one] = nounOf(or(told.text("type"), "post"));
  return `${told.subject === "" ? capital(withArticle(one)) : quoted(told.subject)} ${deed}`;
};
const withArticle = (noun: string) => `${/^[aeio]/i.test(noun) ? "an" : "a"} ${noun}`;
const plain = (noun: string, deed: string) => (told: Told) => `${or(told.subject, capital(withArticle(noun)))} ${deed}`;
const release = (told: Told) => {
  const [from, to] = [told.text("from"), told.text("to")];
  return from !== "" && to !== "" ? ` ${from} to ${to}` : to === "" ? "" : ` to ${to}`;
};
const comment = (deed: string) => (told: Told) => {
  const what = told.text("type") === "review" ? "Review" : told.text("type") === "note" ? "Note" : "Comment";
  return `${told.subject === "" ? what : `${what} by ${told.subject}`} ${deed}`;
};
const term = (deed: string) => (told: Told) => {
  const [one] = nounOf(or(told.text("type"), "term"));
  return `${capital(one)}${told.subject === "" ? "" : ` ${quoted(told.subject)}`} ${deed}`;
};
const order = (deed: string) => (told: Told) =>
  told.subject === "" ? `An order ${deed}` : `Order ${told.subject} ${deed}`;
const page = (told: Told) => {
  const path = or(told.text("path"), told.subject);
  if (path === "/" || path === "") return "Home page";
  return or(told.subject, path);
};

const titles: Readonly<Record<EventKind, (told: Told) => string>> = {
  "post-drafted": post("drafted"),
  "post-published": (told) => post(told.text("status") === "private" ? "published privately" : "published")(told),
  "post-scheduled": post("scheduled"),
  "post-edited": (told) => {
    if (told.text("changed") === "title") return post("renamed")(told);
    if (told.text("changed") !== "status") return post("edited")(told);
    const status = told.text("status");
    return post(status === "private" ? "made private" : status === "pending" ? "handed in for review" : "edited")(told);
  },
  "post-unpublished": post("taken offline"),
  "post-trashed": post("moved to the trash"),
  "post-restored": post("taken out of the trash"),
  "post-deleted": post("deleted"),
  "media-added": (told) => plain(nounOf(or(told.text("type"), "media"))[0], "added")(told),
  "media-edited": (told) => plain(nounOf(or(told.text("type"), "media"))[0], "edited")(told),
  "media-deleted": (told) => plain(nounOf(or(told.text("type"), "media"))[0], "deleted")(told),
  "comment-received": (told) => comment(told.text("status") === "held" ? "waits for approval" : "came in")(told),
  "comment-approved": comment("approved"),
  "comment-held": comment("held back"),
  "comment-spam": comment("marked as spam"),
  "comment-trashed": comment("moved to the trash"),
  "comment-edited": comment("edited"),
  "comment-deleted": comment("deleted"),
  "user-added": (told) => {
    const role = or(told.text("role"), told.text("to"));
    return `New ${role === "" || role === "none" ? "user" : rolesOf(role)}${colon(told.subject)}`;
  },
  "user-edited": (told) => {
    const changed = told.text("changed").split(",");
    const whose = or(told.subject, "a user");
    if (changed.includes("password")) return `Password of ${whose} changed`;
    if (changed.includes("email")) return `Email of ${whose} changed`;
    return `Profile of ${whose} edited`;
  },
  "user-role": (told) => {
    const to = told.text("to");
    if (isAdministrator(to)) return `New administrator${colon(told.subject)}`;
    if (to === "") return `Role of ${or(told.subject, "a user")} changed`;
    return `${or(told.subject, "A user")} is now ${to === "none" ? "without a role" : rolesOf(to)}`;
  },
  "user-deleted": (told) => `User ${told.subject === "" ? "deleted" : `${told.subject} deleted`}`,
  "plugin-installed": (told) =>
    plain("plugin", told.text("activated") === "" ? "installed" : "installed and activated")(told),
  "plugin-activated": plain("plugin", "activated"),
  "plugin-deactivated": plain("plugin", "deactivated"),
  "plugin-updated": (told) => `${or(told.subject, "A plugin")} updated${release(told)}`,
  "plugin-deleted": plain("plugin", "deleted"),
  "theme-installed": plain("theme", "installed"),
  "theme-switched": (told) => (told.subject === "" ? "Theme switched" : `Theme switched to ${told.subject}`),
  "theme-updated": (told) => `${or(told.subject, "A theme")} updated${release(told)}`,
  "theme-deleted": plain("theme", "deleted"),
  "core-updated": (told) => `WordPress updated${release(told)}`,
  "code-edited": (told) => `${or(told.subject, "Code")} edited`,
  "term-added": term("added"),
  "term-edited": (told) => term(told.text("from") === "" ? "edited" : "renamed")(told),
  "term-deleted": term("deleted"),
  "menu-edited": (told) => {
    const deed = told.text("deed") === "added" ? "made" : told.text("deed") === "deleted" ? "deleted" : "edited";
    return told.subject === "" ? `Menu ${deed}` : `Menu ${quoted(told.subject)} ${deed}`;
  },
  "widgets-edited": (told) => (told.subject === "" ? "Widgets edited" : `Widget ${told.subject} edited`),
  "design-edited": (told) => {
    const what = named(designNames, told.text("what")) ?? "Design";
    const deed = told.text("deed") === "deleted" ? "deleted" : "edited";
    return told.subject === "" ? `${what} ${deed}` : `${what} ${quoted(told.subject)} ${deed}`;
  },
  "setting-changed": (told) => {
    const name = named(settingNames, told.text("setting")) ?? or(told.subject, "A setting");
    if (told.text("shape") !== "toggle" || told.text("to") === "") return `${name} changed`;
    return `${name} switched ${told.text("to") === "0" ? "off" : "on"}`;
  },
  "order-received": (told) =>
    order(told.text("status") === "processing" || told.text("status") === "completed" ? "paid" : "received")(told),
  "order-status": (told) =>
    order(named(orderStatuses, told.text("to")) ?? or(spaced(told.text("to")), "moved on"))(told),
  "order-edited": (told) =>
    order(told.text("changed").includes("refund") ? "refunded in part or whole" : "edited")(told),
  "order-deleted": (told) => order(told.text("status") === "trash" ? "moved to the trash" : "deleted")(told),
  "product-added": (told) => plain("product", told.text("status") === "draft" ? "drafted" : "added")(told),
  "product-edited": plain("product", "edited"),
  "product-stock": (told) => `Stock of ${or(told.subject, "a product")} changed`,
  "product-deleted": (told) =>
    plain("product", told.text("status") === "trash" ? "moved to the trash" : "deleted")(told),
  rows: (told) => (told.subject === "" ? "A table changed" : `Table ${told.subject} changed`),
  definition: (told) => {
    const what = capital(or(told.text("object"), "table"));
    return `${told.subject === "" ? what : `${what} ${told.subject}`} ${or(told.text("action"), "changed")}`;
  },
  "page-failed": (told) => `${page(told)} fails${told.text("status") === "" ? "" : ` (${told.text("status")})`}`,
  "page-recovered": (told) => `${page(told)} answers again`,
};

const colon = (name: string) => (name === "" ? "" : `: ${name}`);
const rolesOf = (roles: string) => roles.split(", ").map(roleName).join(", ");
const isAdministrator = (roles: string) => roles.split(", ").includes("administrator");

/** Deeds of events that stand for many, where the kind's own last word is none. */
const manyDeeds: Partial<Record<EventKind, string>> = {
  "post-unpublished": "taken offline",
  "post-trashed": "moved to the trash",
  "post-restored": "taken out of the trash",
  "comment-received": "came in",
  "comment-held": "held back",
  "comment-spam": "marked as spam",
  "comment-trashed": "moved to the trash",
  "user-role": "with a new role",
  "order-status": "moved on",
  "product-stock": "with a new stock",
  rows: "changed",
  definition: "made, changed or dropped",
};

function titleOfMany(kind: EventKind, type: string, count: number): string {
  const family = kind.split("-")[0] ?? kind;
  const [, several] = nounOf(or(type === "file" ? "media" : type, family));
  return `${figure(count)} ${several} ${manyDeeds[kind] ?? kind.slice(family.length + 1)}`;
}

/** What happened, and a second line where there is more to say. */
export function eventWords(event: SiteEvent): { readonly title: string; readonly extra: string | null } {
  const told: Told = {
    subject: event.subject,
    kind: event.kind,
    text: (name) => String(Object.hasOwn(event.detail, name) ? event.detail[name] : ""),
  };
  const count = Number(told.text("count"));
  if (count > 1) {
    const others = event.subject === "" ? null : `${event.subject} and ${figure(count - 1)} more`;
    return { title: titleOfMany(event.kind, told.text("type"), count), extra: others };
  }
  return { title: titles[event.kind](told), extra: extraOf(told) };
}

function extraOf(told: Told): string | null {
  const [from, to] = [told.text("from"), told.text("to")];
  switch (told.kind) {
    case "post-edited":
      return from === "" ? listed(told, ["content", "status"]) : to === "" ? `Was ${quoted(from)}` : `${from} to ${to}`;
    case "media-edited":
    case "product-edited":
    case "order-edited":
      return listed(told, ["content"]);
    case "user-edited":
      return told.text("changed").includes(",") ? listed(told, []) : null;
    case "user-role":
      return from === "" ? null : `Was ${rolesOf(from)}`;
    case "term-edited":
      return from === "" ? null : `Was ${quoted(from)}`;
    case "theme-switched":
      return from === "" ? null : `Was ${from}`;
    case "code-edited":
      return told.text("in") === "" ? null : `In ${told.text("in")}`;
    case "page-failed":
      return told.text("message") === "" ? null : told.text("message");
    case "setting-changed":
      if (told.text("shape") === "toggle" || to === "") return null;
      return from === "" ? quoted(to) : `${quoted(from)} to ${quoted(to)}`;
    case "order-received":
    case "order-status":
      return itemsOf(told);
    case "product-stock":
      return from === "" || to === "" ? null : `${from} to ${to}`;
    case "post-published":
    case "post-drafted":
    case "post-deleted":
    case "post-trashed": {
      const type = told.text("type");
      return type === "post" || type === "" || told.subject === "" ? null : capital(nounOf(type)[0]);
    }
    default:
      return told.kind.startsWith("comment-") && told.text("title") !== "" ? `On ${quoted(told.text("title"))}` : null;
  }
}

function listed(told: Told, left: readonly string[]): string | null {
  const changed = told.text("changed").split(",");
  const known = changed.flatMap((one) => (left.includes(one) ? [] : (named(changeNames, one) ?? [])));
  return known.length === 0 ? null : capital(known.join(", "));
}

function itemsOf(told: Told): string | null {
  const item = told.text("item");
  const others = Number(told.text("items")) - 1;
  if (item === "") return null;
  return others > 0 ? `${item} and ${figure(others)} more` : item;
}

/** How much it was: words that came and went, or one figure. */
export function eventFigures(event: SiteEvent): {
  readonly added: string | null;
  readonly removed: string | null;
  readonly rest: string | null;
} {
  const { detail, kind } = event;
  const number = (name: string) => (typeof detail[name] === "number" ? detail[name] : 0);
  const signed = (sign: string, count: number) => (count === 0 ? null : `${sign}${figure(count)}`);
  if (number("wordsAdded") + number("wordsRemoved") > 0) {
    const [added, removed] = [number("wordsAdded"), number("wordsRemoved")];
    return { added: signed("+", added), removed: signed("−", removed), rest: added + removed === 1 ? "word" : "words" };
  }
  if (kind === "rows") {
    const [added, removed, updated] = [number("inserted"), number("deleted"), number("updated")];
    if (updated > 0) {
      const all = added + removed + updated;
      return { added: null, removed: null, rest: all === 1 ? "1 row" : `${figure(all)} rows` };
    }
    return { added: signed("+", added), removed: signed("−", removed), rest: added + removed === 1 ? "row" : "rows" };
  }
  const rest =
    detail["amount"] === undefined ? null : amount(String(detail["amount"]), String(detail["currency"] ?? ""));
  return { added: null, removed: null, rest: rest ?? (number("bytes") > 0 ? bytes(number("bytes")) : null) };
}

/** In its own currency; as it was sent where that is none. */
function amount(value: string, currency: string): string {
  const number = Number(value);
  if (!/^[A-Z]{3}$/.test(currency) || Number.isNaN(number)) return currency === "" ? value : `${value} ${currency}`;
  return new Intl.NumberFormat(locale, { style: "currency", currency }).format(number);
}

/** What happened on a site. */
export const eventTexts = {
  of: eventWords,
  figures: eventFigures,
  way: viaWords,
  /** "Anna, in the editor"; the way alone where nobody was logged in. */
  by: (event: SiteEvent): string =>
    event.who === null ? capital(viaWords(event)) : `${event.who.name}, ${viaWords(event)}`,
  who: (event: SiteEvent): string => event.who?.name ?? capital(viaWords(event)),
  noise: (kind: string): string => named(noiseNames, kind) ?? spaced(kind),
};
