import type { SiteEvent } from "../../../shared/model/event";

/** Pages of wp-admin by their file. */
const pages: Readonly<Record<string, string>> = {
  "post.php": "in the editor",
  "post-new.php": "in the editor",
  "edit.php": "in the list of posts",
  "edit-tags.php": "in the list of topics",
  "term.php": "in the list of topics",
  "edit-comments.php": "in Comments",
  "comment.php": "in Comments",
  "upload.php": "in the media library",
  "media-new.php": "in the media library",
  "async-upload.php": "in the media library",
  "plugins.php": "in Plugins",
  "plugin-install.php": "in Plugins",
  "plugin-editor.php": "in the file editor",
  "theme-editor.php": "in the file editor",
  "themes.php": "in Themes",
  "theme-install.php": "in Themes",
  "customize.php": "in the Customizer",
  "site-editor.php": "in the site editor",
  "nav-menus.php": "in Menus",
  "widgets.php": "in Widgets",
  "users.php": "in Users",
  "user-new.php": "in Users",
  "user-edit.php": "in Users",
  "profile.php": "in the profile",
  "update.php": "by an update",
  "update-core.php": "by an update",
  "upgrade.php": "by an update",
  "import.php": "by an import",
  "admin.php": "in the admin",
};

const calls: readonly (readonly [RegExp, string])[] = [
  [/^(upload-attachment|image-editor|save-attachment)/, "in the media library"],
  [/^inline-save/, "by quick edit"],
  [/^customize/, "in the Customizer"],
  [/^(update|install|delete|activate)-plugin/, "in Plugins"],
  [/^(update|install|delete)-theme/, "in Themes"],
  [/^(add-menu-item|menu-|wp_ajax_menu)/, "in Menus"],
  [/^(save-widget|widgets-order)/, "in Widgets"],
  [/comment/, "in Comments"],
  [/^woocommerce/, "in the shop"],
];

const routes: readonly (readonly [RegExp, string])[] = [
  [/^\/wp\/v2\/(posts|pages|blocks)\b/, "in the editor"],
  [/^\/wp\/v2\/media\b/, "in the media library"],
  [/^\/wp\/v2\/(templates|template-parts|global-styles|navigation|font-families)\b/, "in the site editor"],
  [/^\/wp\/v2\/(widgets|sidebars)\b/, "in Widgets"],
  [/^\/wp\/v2\/plugins\b/, "in Plugins"],
  [/^\/wc\/store\b/, "in the shop"],
  [/^\/(wc|wc-admin|wc-analytics)\//, "in the shop’s admin"],
];

const found = (rules: readonly (readonly [RegExp, string])[], place: string) =>
  rules.find(([shape]) => shape.test(place))?.[1];

/** The way a change came, to stand behind a name: “Anna, in the editor”. */
export function viaWords({ via, place, who, kind }: SiteEvent): string {
  const where = place ?? "";
  switch (via) {
    case "admin": {
      const file = where.split("?")[0] ?? "";
      if (file.startsWith("options")) return "in Settings";
      if (where.startsWith("edit.php?post_type=page")) return "in the list of pages";
      return (Object.hasOwn(pages, file) ? pages[file] : undefined) ?? "in the admin";
    }
    case "ajax":
      return found(calls, where) ?? (who === null ? "on the site" : "in the admin");
    case "rest":
      return found(routes, where) ?? (kind.startsWith("post-") && who !== null ? "in the editor" : "by an app");
    case "xmlrpc":
      return "by an app";
    case "front":
      return "on the site";
    case "login":
      return "at the log-in";
    case "cron":
      return "scheduled task";
    case "cli":
      return "by WP-CLI";
    case "tidemark":
      return "by Tidemark";
    case "sql":
      return "directly in the database";
  }
}
