import { userMetaNoise, type Noise } from "./noise";
import { plainName } from "./plain-text";
import type { Row } from "./row";
import { readSerialized } from "./serialized";
import { blogDetail, type Draft, type Scene, type Thing } from "./story";

interface UserThing extends Thing {
  readonly id: string;
  name: string;
  added: boolean;
  deleted: boolean;
  /** Undefined: nobody saw; "" is no role. */
  roleBefore: string | undefined;
  roleAfter: string | undefined;
  blog: number;
  readonly changed: Set<string>;
}

const columns: Readonly<Record<string, string>> = {
  user_pass: "password",
  user_email: "email",
  user_login: "login",
  display_name: "name",
  user_nicename: "name",
  user_url: "profile",
};

export function takeUser(row: Row, scene: Scene): Noise | null {
  const id = row.now("ID") ?? "0";
  const name = plainName(row.now("display_name")) || plainName(row.now("user_login"));
  scene.names.users.set(id, name);
  if (row.deed === "updated") {
    const changes = row.changes();
    if (changes.every((column) => column === "user_activation_key")) return "sessions";
    // A log-in may write the password's hash anew; one that somebody set by a mail uses up the key of that mail.
    if (scene.attribution.via === "login" && changes.every((column) => column === "user_pass")) return "sessions";
  }
  const user = userOf(scene, id);
  user.name = name;
  if (row.deed === "inserted") user.added = true;
  if (row.deed === "deleted") user.deleted = true;
  for (const column of row.changes()) {
    const change = Object.hasOwn(columns, column) ? columns[column] : undefined;
    if (change !== undefined) user.changed.add(change);
  }
  return null;
}

const profile = new Set([
  "first_name",
  "last_name",
  "nickname",
  "description",
  "locale",
  "admin_color",
  "rich_editing",
]);
const quiet = new Set([
  "comment_shortcuts",
  "use_ssl",
  "show_admin_bar_front",
  "syntax_highlighting",
  "primary_blog",
  "source_domain",
]);

/** Null: rows of a person; undefined: nobody has words for this. */
export function takeUserMeta(row: Row, scene: Scene): Noise | null | undefined {
  const key = row.now("meta_key") ?? "";
  const id = row.now("user_id") ?? "0";
  const blog = capabilitiesOf(key, scene.prefix);
  if (blog !== null) return takeRoles(row, id, blog, scene);
  const noise = userMetaNoise(key);
  if (noise !== null) return noise;
  if (quiet.has(key)) return null;
  if (row.deed === "updated" && !row.changed("meta_value")) return null;
  const change = profile.has(key)
    ? "profile"
    : key === "_application_passwords"
      ? "applicationPasswords"
      : /^(billing|shipping)_/.test(key)
        ? "address"
        : null;
  if (change === null) return undefined;
  besideUser(scene, id)?.changed.add(change);
  return null;
}

/** Which blog's roles a key holds: `wp_capabilities`, `wp_2_capabilities`. */
function capabilitiesOf(key: string, prefix: string): number | null {
  if (!key.endsWith("capabilities") || !key.startsWith(prefix)) return null;
  const between = key.slice(prefix.length, -"capabilities".length);
  if (between === "") return 1;
  const blog = /^([1-9]\d{0,8})_$/.exec(between);
  return blog === null ? null : Number(blog[1]);
}

function takeRoles(row: Row, id: string, blog: number, scene: Scene): null {
  const before = rolesOf(row.before("meta_value"));
  const after = rolesOf(row.after("meta_value"));
  // An administrator must not be lost among hundreds of people.
  const user = isAdministrator(after) ? userOf(scene, id) : besideUser(scene, id);
  if (user === null) return null;
  user.roleBefore ??= before;
  user.roleAfter = after;
  user.blog = blog;
  return null;
}

/** Roles a user has, `administrator, shop_manager`; what can't be read counts as none. */
function rolesOf(value: string | null): string {
  if (value === null) return "";
  const roles = readSerialized(value);
  if (!(roles instanceof Map)) return "";
  return [...roles]
    .filter(([role, has]) => (has === true || has === 1 || has === "1") && /^[\w-]{1,60}$/.test(role))
    .map(([role]) => role)
    .slice(0, 5)
    .join(", ");
}

function isAdministrator(roles: string): boolean {
  return roles.split(", ").includes("administrator");
}

function userOf(scene: Scene, id: string): UserThing {
  return scene.thing("user", `user:${id}`, () => makeUser(scene, id));
}

function besideUser(scene: Scene, id: string): UserThing | null {
  return scene.beside("user", `user:${id}`, () => makeUser(scene, id));
}

function makeUser(scene: Scene, id: string): UserThing {
  const user: UserThing = {
    id,
    name: scene.names.users.get(id) ?? "",
    added: false,
    deleted: false,
    roleBefore: undefined,
    roleAfter: undefined,
    blog: 1,
    changed: new Set(),
    draft: () => userDraft(user),
  };
  return user;
}

function userDraft(user: UserThing): Draft | null {
  const { added, deleted, roleBefore, roleAfter } = user;
  const role = roleAfter === "" ? "none" : roleAfter;
  const detail = { blog: blogDetail(user.blog) };
  if (deleted) return added ? null : { kind: "user-deleted", subject: user.name, detail, weight: 7 };
  const risen = isAdministrator(roleAfter ?? "") && !isAdministrator(roleBefore ?? "");
  if (added) return { kind: "user-added", subject: user.name, detail: { ...detail, role }, weight: risen ? 9 : 6 };
  if (roleAfter !== undefined && roleBefore !== undefined && roleBefore !== roleAfter) {
    const from = roleBefore === "" ? "none" : roleBefore;
    return { kind: "user-role", subject: user.name, detail: { ...detail, from, to: role }, weight: risen ? 9 : 8 };
  }
  if (user.changed.size === 0) return null;
  const grave = ["password", "email", "login", "applicationPasswords"].some((change) => user.changed.has(change));
  const changed = [...user.changed].join(",");
  return { kind: "user-edited", subject: user.name, detail: { ...detail, changed }, weight: grave ? 6 : 4 };
}
