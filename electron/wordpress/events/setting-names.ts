/** How the value of a setting may be shown. A secret's value never leaves the database; a list's says nothing to a person. */
export type SettingShape = "text" | "toggle" | "page" | "list" | "secret";

export interface SettingName {
  /** The key of its name on screen in `renderer/words/`. */
  readonly key: string;
  readonly shape: SettingShape;
  readonly weight: number;
}

const name = (key: string, shape: SettingShape = "text", weight = 4): SettingName => ({ key, shape, weight });

/** Options by their names on screen. */
const names: Readonly<Record<string, SettingName>> = {
  blogname: name("siteTitle", "text", 5),
  blogdescription: name("tagline"),
  siteurl: name("wordpressAddress", "text", 7),
  home: name("siteAddress", "text", 7),
  admin_email: name("adminEmail", "text", 6),
  new_admin_email: name("newAdminEmail", "text", 5),
  users_can_register: name("membership", "toggle", 7),
  default_role: name("defaultRole", "text", 7),
  user_roles: name("roles", "list", 7),
  WPLANG: name("language"),
  timezone_string: name("timezone"),
  gmt_offset: name("timezone"),
  date_format: name("dateFormat"),
  time_format: name("timeFormat"),
  start_of_week: name("weekStart"),
  site_icon: name("siteIcon", "list"),
  site_logo: name("siteLogo", "list"),
  default_category: name("defaultCategory", "list"),
  default_post_format: name("defaultFormat"),
  mailserver_url: name("mailServer"),
  mailserver_login: name("mailServer", "secret"),
  mailserver_pass: name("mailServer", "secret"),
  mailserver_port: name("mailServer"),
  default_email_category: name("mailCategory", "list"),
  ping_sites: name("updateServices", "list"),
  show_on_front: name("homepage", "text", 6),
  page_on_front: name("homepagePage", "page", 6),
  page_for_posts: name("postsPage", "page", 5),
  posts_per_page: name("postsPerPage"),
  posts_per_rss: name("feedItems"),
  rss_use_excerpt: name("feedExcerpt", "toggle"),
  blog_public: name("searchEngines", "toggle", 6),
  blog_charset: name("charset"),
  default_pingback_flag: name("pingLinked", "toggle"),
  default_ping_status: name("allowPings"),
  default_comment_status: name("allowComments"),
  require_name_email: name("commentNameEmail", "toggle"),
  comment_registration: name("commentRegistration", "toggle"),
  close_comments_for_old_posts: name("commentsClose", "toggle"),
  close_comments_days_old: name("commentsCloseDays"),
  show_comments_cookies_opt_in: name("commentCookies", "toggle"),
  thread_comments: name("commentThreads", "toggle"),
  thread_comments_depth: name("commentDepth"),
  page_comments: name("commentPages", "toggle"),
  comments_per_page: name("commentsPerPage"),
  default_comments_page: name("commentPageFirst"),
  comment_order: name("commentOrder"),
  comments_notify: name("commentMail", "toggle"),
  moderation_notify: name("moderationMail", "toggle"),
  comment_moderation: name("commentModeration", "toggle"),
  comment_previously_approved: name("commentTrust", "toggle"),
  comment_max_links: name("commentLinks"),
  moderation_keys: name("moderationWords", "list"),
  disallowed_keys: name("disallowedWords", "list"),
  show_avatars: name("avatars", "toggle"),
  avatar_rating: name("avatarRating"),
  avatar_default: name("avatarDefault"),
  thumbnail_size_w: name("thumbnailSize"),
  thumbnail_size_h: name("thumbnailSize"),
  thumbnail_crop: name("thumbnailCrop", "toggle"),
  medium_size_w: name("mediumSize"),
  medium_size_h: name("mediumSize"),
  large_size_w: name("largeSize"),
  large_size_h: name("largeSize"),
  uploads_use_yearmonth_folders: name("uploadFolders", "toggle"),
  upload_path: name("uploadPath"),
  upload_url_path: name("uploadUrl"),
  permalink_structure: name("permalinks", "text", 6),
  category_base: name("categoryBase"),
  tag_base: name("tagBase"),
  sticky_posts: name("stickyPosts", "list"),
  wp_page_for_privacy_policy: name("privacyPage", "page"),
  auto_update_plugins: name("autoUpdatePlugins", "list", 5),
  auto_update_themes: name("autoUpdateThemes", "list", 5),
  auto_update_core_major: name("autoUpdateCore", "text", 5),
  auto_update_core_minor: name("autoUpdateCore", "text", 5),
  site_admins: name("superAdmins", "list", 9),
  site_name: name("networkTitle", "text", 5),
  active_sitewide_plugins: name("networkPlugins", "list", 7),
  woocommerce_currency: name("shopCurrency", "text", 6),
  woocommerce_default_country: name("shopCountry", "text", 5),
  woocommerce_calc_taxes: name("shopTaxes", "text", 5),
  woocommerce_coming_soon: name("shopComingSoon", "text", 6),
};

const own = new Map(Object.entries(names));

export function settingName(option: string): SettingName | null {
  return own.get(option) ?? (option.endsWith("user_roles") ? (own.get("user_roles") ?? null) : null);
}

/** `siteTitle` as "Site title": what it can be found by, whatever language it is shown in. */
export function headingOf(key: string): string {
  const spaced = key.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

export const settingKeys: readonly string[] = [...new Set([...own.values()].map(({ key }) => key))];
