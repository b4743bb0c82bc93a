const known: Readonly<Record<string, string>> = {
  administrator: "administrator",
  editor: "editor",
  author: "author",
  contributor: "contributor",
  subscriber: "subscriber",
  customer: "customer",
  shop_manager: "shop manager",
  none: "no role",
};

/** A role in running text; one of a plugin is called by its id. */
export function roleName(role: string): string {
  return known[role] ?? role.replaceAll(/[_-]+/g, " ");
}
