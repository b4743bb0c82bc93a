import { expect, test } from "vitest";
import { anna, createTestSite, noiseOf, told } from "./testing";

const customer = { r: "00000001", v: "rest", p: "/wc/store/v1/checkout" };

test("an order from the cart to its payment is one event", () => {
  const site = createTestSite();
  expect(site.commit([site.insert("wc_orders", { status: "wc-checkout-draft" })], customer).events).toEqual([]);
  const items = site.insert("woocommerce_order_items", { order_item_name: "Wild garlic salt" });
  expect(site.commit([items], customer).events).toEqual([]);
  const placed = site.commit(
    [site.update("wc_orders", { status: "wc-checkout-draft" }, { status: "wc-pending" })],
    customer,
  );
  const order = { subject: "1042", amount: "38.50", currency: "EUR", item: "Wild garlic salt", items: 1 };
  expect(told(placed)).toEqual([{ kind: "order-received", status: "pending", ...order }]);
  const paid = site.commit([site.update("wc_orders", { status: "wc-pending" }, { status: "wc-processing" })], customer);
  expect(told(paid)).toEqual([{ kind: "order-received", status: "processing", ...order }]);
  expect(paid.events[0]?.id).toBe(placed.events[0]?.id);
});

test("a later step, an edit, a refund and the end of an order", () => {
  const site = createTestSite();
  expect(
    told(site.commit([site.update("wc_orders", { status: "wc-processing" }, { status: "wc-completed" })])),
  ).toEqual([
    {
      kind: "order-status",
      subject: "1042",
      status: "completed",
      from: "processing",
      to: "completed",
      amount: "38.50",
      currency: "EUR",
    },
  ]);
  expect(told(site.commit([site.update("wc_orders", {}, { total_amount: "40.00000000" })]))).toMatchObject([
    { kind: "order-edited", amount: "40.00", changed: "details" },
  ]);
  const refund = site.insert("wc_orders", { id: 1050, type: "shop_order_refund", parent_order_id: 1042 });
  expect(told(site.commit([refund]))).toEqual([{ kind: "order-edited", subject: "1042", changed: "refund" }]);
  expect(told(site.commit([site.remove("wc_orders")]))).toMatchObject([{ kind: "order-deleted", subject: "1042" }]);
  expect(told(site.commit([site.update("wc_orders", {}, { status: "trash" })]))).toMatchObject([
    { kind: "order-deleted", status: "trash" },
  ]);
});

test("orders kept as posts are told alike", () => {
  const site = createTestSite();
  const order = { ID: 1042, post_type: "shop_order", post_title: "Order &ndash; March" };
  site.commit([site.insert("posts", { ...order, post_status: "wc-pending" })], customer);
  site.commit([site.insert("postmeta", { post_id: 1042, meta_key: "_order_currency", meta_value: "EUR" })], customer);
  const total = site.insert("postmeta", { post_id: 1042, meta_key: "_order_total", meta_value: "38.5" });
  expect(told(site.commit([total], customer))).toEqual([
    { kind: "order-received", subject: "1042", status: "pending", amount: "38.50", currency: "EUR" },
  ]);
});

test("products, their prices and their stock", () => {
  const site = createTestSite();
  const jar = { ID: 80, post_type: "product", post_title: "Wild garlic salt", post_status: "publish" };
  expect(told(site.commit([site.insert("posts", jar)]))).toEqual([
    { kind: "product-added", subject: "Wild garlic salt" },
  ]);
  const meta = (key: string, from: string, to: string) =>
    site.update("postmeta", { post_id: 80, meta_key: key, meta_value: from }, { meta_value: to });
  expect(told(site.commit([meta("_stock", "12", "10")], customer))).toEqual([
    { kind: "product-stock", subject: "Wild garlic salt", from: "12", to: "10" },
  ]);
  expect(told(site.commit([meta("_regular_price", "8", "9"), meta("_price", "8", "9")], anna))).toEqual([
    { kind: "product-edited", subject: "Wild garlic salt", from: "8", to: "9", changed: "price" },
  ]);
  expect(noiseOf(site.commit([meta("total_sales", "4", "5")], customer))).toEqual({ counters: 1 });
  site.commit([
    site.insert("posts", { ID: 81, post_type: "product_variation", post_parent: 80, post_status: "publish" }),
  ]);
  const variation = site.update("postmeta", { post_id: 81, meta_key: "_stock", meta_value: "3" }, { meta_value: "2" });
  expect(told(site.commit([variation]))).toMatchObject([{ kind: "product-stock", subject: "Wild garlic salt" }]);
  expect(told(site.commit([site.update("posts", jar, { post_status: "trash" })]))).toMatchObject([
    { kind: "product-deleted", status: "trash" },
  ]);
});

test.each([
  ["actionscheduler_actions", "schedules"],
  ["woocommerce_sessions", "sessions"],
  ["wc_product_meta_lookup", "caches"],
  ["wc_order_stats", "caches"],
  ["wc_reserved_stock", "locks"],
  ["yoast_indexable", "caches"],
  ["relevanssi", "searches"],
  ["wfhits", "counters"],
])("rows of %s are noise: %s", (table, kind) => {
  const site = createTestSite();
  const taken = site.commit([site.insert(table, { id: 1 }), site.update(table, { id: 1 }, { id: 2 })]);
  expect(taken).toMatchObject({ events: [], rows: 0 });
  expect(noiseOf(taken)).toEqual({ [kind]: 2 });
});
