import type { EventKind } from "../../../shared/model/event";
import { humanised } from "./plain-text";
import { blogDetail, type Scene, type Thing } from "./story";

/** `woocommerce/woocommerce.php` is the folder `woocommerce`; a plugin of one file is that. */
export function folderOf(file: string): string {
  return (file.split("/")[0] ?? file).replace(/\.php$/, "");
}

/** One plugin or theme under whatever name: a note says “WooCommerce”, a row its folder. */
export function softwareKey(kind: "plugin" | "theme" | "core", name: string): string {
  return `${kind}:${name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "")}`;
}

interface PluginThing extends Thing {
  /** Whether it was and is active. */
  readonly before: boolean;
  after: boolean;
}

export function pluginChanged(scene: Scene, blog: number, file: string, active: boolean): void {
  const folder = folderOf(file);
  const name = scene.names.software.get(softwareKey("plugin", folder)) ?? humanised(folder);
  const key = blog > 1 ? `${softwareKey("plugin", folder)}:${blog}` : softwareKey("plugin", folder);
  const thing = scene.thing<PluginThing>("software", key, () => {
    const plugin: PluginThing = {
      before: !active,
      after: active,
      draft: () =>
        plugin.before === plugin.after
          ? null
          : {
              kind: plugin.after ? "plugin-activated" : "plugin-deactivated",
              subject: name,
              detail: { folder, blog: blogDetail(blog) },
              weight: 7,
            },
    };
    return plugin;
  });
  thing.after = active;
}

interface ThemeThing extends Thing {
  from: string | null;
  to: string | null;
  /** The name it gives itself. */
  name: string | null;
  was: string | null;
}

export function themeSwitched(
  scene: Scene,
  blog: number,
  option: "template" | "stylesheet" | "current_theme",
  from: string,
  to: string,
): void {
  const thing = scene.thing<ThemeThing>("software", blog > 1 ? `theme:${blog}` : "theme", () => {
    const theme: ThemeThing = {
      from: null,
      to: null,
      name: null,
      was: null,
      draft: () => {
        // The parent's folder alone: the theme itself follows.
        if (theme.to === null && theme.name === null) return null;
        const called = (slug: string | null) =>
          slug === null ? null : (scene.names.software.get(softwareKey("theme", slug)) ?? humanised(slug));
        const now = theme.name ?? called(theme.to) ?? "";
        const before = theme.was ?? called(theme.from);
        return {
          kind: "theme-switched",
          subject: now,
          detail: { from: before, to: now, blog: blogDetail(blog) },
          weight: 8,
        };
      },
    };
    return theme;
  });
  if (option === "stylesheet") {
    thing.from ??= from;
    thing.to = to;
  } else if (option === "current_theme") {
    thing.was ??= from === "" ? null : from;
    thing.name = to === "" ? null : to;
  }
}

/** What a note about software is about; null for kinds that are about none. */
export function softwareKeyOf(kind: EventKind, name: string): string | null {
  if (kind === "core-updated") return "core";
  if (kind === "theme-switched") return "theme";
  const what = /^(plugin|theme)-/.exec(kind)?.[1];
  return what === undefined ? null : softwareKey(what === "plugin" ? "plugin" : "theme", name);
}
