import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const imagesFolder = fileURLToPath(new URL("../../e2e/images/", import.meta.url));

const DEBIAN = "tidemark.local/debian:bookworm-slim";
const PHP = "tidemark.local/wordpress-php:8.2-apache";
const WORDPRESS_61 = "tidemark.local/wordpress:6.1-php8.2-apache";

/** The builds inside the npm package that carries newer cores. */
export const wordpressBuilds = { name: "@wp-playground/wordpress-builds", version: "0.9.19" };

const plain = [
  { tag: DEBIAN, kind: "debootstrap", folder: "debian", needs: [] },
  { tag: "tidemark.local/caddy:2", kind: "dockerfile", folder: "caddy", needs: [DEBIAN] },
  { tag: "tidemark.local/mariadb:10.11", kind: "dockerfile", folder: "mariadb", needs: [DEBIAN] },
  { tag: PHP, kind: "dockerfile", folder: "wordpress-php", needs: [DEBIAN] },
  { tag: WORDPRESS_61, kind: "dockerfile", folder: "wordpress-debian", needs: [PHP] },
];
const zipped = ["6.2", "6.4", "6.5"].map((version) => ({
  tag: `tidemark.local/wordpress:${version}-php8.2-apache`,
  kind: "wordpress-zip",
  folder: "wordpress-zip",
  version,
  needs: [WORDPRESS_61],
}));

/** Every stand-in by tag, with `source`: a hash of all it is made from, so that it is built again only when that changes. */
export function readRecipes(mirror) {
  const recipes = new Map();
  for (const recipe of [...plain, ...zipped]) {
    const hash = createHash("sha256");
    hash.update(JSON.stringify([recipe.kind, recipe.version ?? "", recipe.version ? wordpressBuilds : "", mirror]));
    for (const need of recipe.needs) hash.update(recipes.get(need).source);
    hashFolder(hash, join(imagesFolder, recipe.folder));
    recipes.set(recipe.tag, { ...recipe, source: hash.digest("hex").slice(0, 24) });
  }
  return recipes;
}

function hashFolder(hash, folder, inside = "") {
  for (const name of readdirSync(join(folder, inside)).sort()) {
    const path = join(inside, name);
    const stat = statSync(join(folder, path));
    if (stat.isDirectory()) hashFolder(hash, folder, path);
    else hash.update(`\0${path}\0${(stat.mode & 0o111) !== 0}\0`).update(readFileSync(join(folder, path)));
  }
}
