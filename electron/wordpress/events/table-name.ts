/** A table of the site: which blog of a multisite it belongs to (1: the only or the main one), and its name without prefix. */
export interface SiteTable {
  readonly blog: number;
  readonly name: string;
}

const servers = new Set(["mysql", "information_schema", "performance_schema", "sys"]);

export function isServers(database: string): boolean {
  return servers.has(database.toLowerCase());
}

/** `wp_2_posts` is blog 2's posts; a table without the prefix is nobody's, and keeps its name. */
export function tableNamer(prefix: string): (name: string) => SiteTable {
  const known = new Map<string, SiteTable>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const table = named(name, prefix);
    if (known.size < 5000) known.set(name, table);
    return table;
  };
}

function named(name: string, prefix: string): SiteTable {
  if (!name.toLowerCase().startsWith(prefix.toLowerCase())) return { blog: 0, name };
  const rest = name.slice(prefix.length);
  const blog = /^([1-9]\d{0,8})_(?=.)/.exec(rest);
  return blog === null
    ? { blog: 1, name: rest.toLowerCase() }
    : { blog: Number(blog[1]), name: rest.slice(blog[0].length).toLowerCase() };
}
