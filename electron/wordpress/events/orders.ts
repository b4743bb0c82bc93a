import type { Noise } from "./noise";
import { plainName } from "./plain-text";
import type { Row } from "./row";
import { blogDetail, type Draft, type Scene, type Thing } from "./story";

/** WooCommerce's orders, in tables of their own or as posts; while both are kept in step they are one. */
interface OrderThing extends Thing {
  readonly blog: number;
  readonly id: string;
  /** Null: not there; undefined: nobody saw. */
  first: string | null | undefined;
  last: string | null | undefined;
  number: string | null;
  amount: string | null;
  currency: string | null;
  item: string | null;
  items: number;
  readonly changed: Set<string>;
}

export function takeOrder(row: Row, blog: number, scene: Scene): Noise | null {
  const type = row.now("type") ?? "shop_order";
  const id = row.now("id") ?? "0";
  if (type === "shop_order_refund") {
    if (row.deed !== "inserted") return null;
    return orderChanged(scene, blog, row.now("parent_order_id") ?? id, "refund");
  }
  if (type !== "shop_order") return null;
  const order = orderOf(scene, blog, id);
  order.amount = amountOf(row.now("total_amount")) ?? order.amount;
  order.currency = row.now("currency") ?? order.currency;
  return statusChanged(order, row, row.before("status"), row.after("status"), [
    "total_amount",
    "billing_email",
    "customer_id",
    "payment_method",
    "customer_note",
  ]);
}

export function takeLegacyOrder(row: Row, blog: number, type: string, scene: Scene): Noise | null {
  const id = row.now("ID") ?? "0";
  // A placeholder holds an id for an order that lives in its own table.
  if (type === "shop_order_placehold") return null;
  if (type === "shop_order_refund") {
    return row.deed === "inserted" ? orderChanged(scene, blog, row.now("post_parent") ?? id, "refund") : null;
  }
  const order = orderOf(scene, blog, id);
  return statusChanged(order, row, row.before("post_status"), row.after("post_status"), ["post_excerpt"]);
}

function statusChanged(
  order: OrderThing,
  row: Row,
  before: string | null,
  after: string | null,
  telling: readonly string[],
): null {
  if (order.first === undefined) order.first = row.change.before === null ? null : before;
  order.last = row.change.after === null ? null : after;
  if (row.deed === "updated" && telling.some((column) => row.changed(column))) order.changed.add("details");
  return null;
}

export function takeLegacyOrderMeta(row: Row, blog: number, id: string, key: string, scene: Scene): null {
  if (row.deed === "updated" && !row.changed("meta_value")) return null;
  const order = besideOrder(scene, blog, id);
  if (order === null) return null;
  const value = row.after("meta_value");
  if (key === "_order_total") order.amount = amountOf(value) ?? order.amount;
  else if (key === "_order_currency") order.currency = value;
  else if (key === "_order_number" && value !== null) order.number = plainName(value);
  else if (!/^_(billing|shipping)_/.test(key)) return null;
  order.changed.add("details");
  return null;
}

export function takeOrderItem(row: Row, blog: number, scene: Scene): null {
  const order = besideOrder(scene, blog, row.now("order_id") ?? "0");
  if (order === null) return null;
  order.changed.add("items");
  if (row.deed === "inserted" && row.after("order_item_type") === "line_item") {
    order.items += 1;
    order.item ??= plainName(row.after("order_item_name"));
  }
  return null;
}

export function orderChanged(scene: Scene, blog: number, id: string, what: string): null {
  besideOrder(scene, blog, id)?.changed.add(what);
  return null;
}

function orderOf(scene: Scene, blog: number, id: string): OrderThing {
  return scene.thing("order", `order:${blog}:${id}`, () => makeOrder(blog, id));
}

function besideOrder(scene: Scene, blog: number, id: string): OrderThing | null {
  return id === "0" ? null : scene.beside("order", `order:${blog}:${id}`, () => makeOrder(blog, id));
}

function makeOrder(blog: number, id: string): OrderThing {
  const order: OrderThing = {
    blog,
    id,
    first: undefined,
    last: undefined,
    number: null,
    amount: null,
    currency: null,
    item: null,
    items: 0,
    changed: new Set(),
    draft: () => orderDraft(order),
  };
  return order;
}

/** A cart at the checkout is no order yet. */
function statusOf(status: string | null | undefined): string | null {
  if (status === null || status === undefined) return null;
  const plain = status.replace(/^wc-/, "");
  return plain === "auto-draft" || plain === "checkout-draft" || plain === "draft" || plain === "new" ? null : plain;
}

function orderDraft(order: OrderThing): Draft | null {
  const from = statusOf(order.first);
  const to = statusOf(order.last);
  const about = (status: string | null) => ({
    subject: order.number ?? order.id,
    detail: {
      status,
      amount: order.amount,
      currency: order.currency,
      item: order.item,
      items: order.items || null,
      blog: blogDetail(order.blog),
    },
  });
  const edited = (): Draft | null => {
    if (order.changed.size === 0) return null;
    const { subject, detail } = about(null);
    const changed = [...order.changed].join(",");
    return {
      kind: "order-edited",
      subject,
      detail: { ...detail, changed },
      weight: order.changed.has("refund") ? 4 : 2,
    };
  };
  if (order.first === undefined) return edited();
  if (order.last === null) return from === null ? null : { ...about(null), kind: "order-deleted", weight: 6 };
  if (to === null) return null;
  if (to === "trash") return from === "trash" ? null : { ...about("trash"), kind: "order-deleted", weight: 5 };
  if (from === null) return { ...about(to), kind: "order-received", weight: 5 };
  if (from === to) return edited();
  const { subject, detail } = about(to);
  return { kind: "order-status", subject, detail: { ...detail, from, to }, weight: 4 };
}

/** `38.50000000` as `38.50`. */
function amountOf(decimal: string | null): string | null {
  const found = /^(-?\d{1,15})(?:\.(\d+))?$/.exec(decimal ?? "");
  if (found === null) return null;
  const fraction = (found[2] ?? "").replace(/0+$/, "").padEnd(2, "0");
  return `${found[1]}.${fraction}`;
}
