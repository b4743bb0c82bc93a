import { newRandom, paragraph, type Random, vocabulary } from "../seed/prose";
import type { Happening } from "./schedule";

/** What a shop's plugin brings along. */
export const sessionTable =
  "CREATE TABLE IF NOT EXISTS wp_woocommerce_sessions (session_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, session_key CHAR(32) NOT NULL, session_value LONGTEXT NOT NULL, session_expiry BIGINT UNSIGNED NOT NULL, UNIQUE KEY session_key (session_key)) CHARACTER SET utf8mb4;";

/** Pages somebody asks for before their visit is over; each writes the visit's session anew. */
const pagesPerVisit = 5;
const cachedThings = 60;
/** People edit what they edited lately. */
const editedPosts = 120;

/** Turns what happens into the statements WordPress and its plugins would send, their guard's comment behind them. */
export interface Writer {
  /** Each a transaction of its own, as WordPress has it. */
  statements(happening: Happening): readonly string[];
}

export function openWriter(seed: number, newestPost: number): Writer {
  const random = newRandom(seed);
  const words = vocabulary(newRandom(20260801), 6000);
  const text = (length: number) => paragraph(random, words, length);
  const contents = new Map<number, string[]>();
  let requests = 0;
  let views = 0;

  const signed = (by: string, statements: readonly string[]) => {
    const request = (++requests * 2_654_435_761) % 2 ** 32;
    const comment = ` /*tidemark:{"r":"${request.toString(16).padStart(8, "0")}",${by}}*/;\n`;
    return statements.map((statement) => statement + comment);
  };
  const option = (name: string, value: string) =>
    `INSERT INTO wp_options (option_name, option_value, autoload) VALUES ('${name}', '${value}', 'no') ON DUPLICATE KEY UPDATE option_name = VALUES(option_name), option_value = VALUES(option_value), autoload = VALUES(autoload)`;
  const setOption = (name: string, value: string) =>
    `UPDATE wp_options SET option_value = '${value}' WHERE option_name = '${name}'`;

  /** Every page of a visit writes its session; every third fills a cache; every tenth runs what is scheduled. */
  const view = (at: number) => {
    views += 1;
    const visitor = hex(newRandom(Math.floor(views / pagesPerVisit)), 32);
    const session = `a:9:{s:4:"cart";s:700:"${text(690)}";s:8:"customer";s:350:"${text(340)}";s:7:"applied";s:6:"a:0:{}";}`;
    const statements = [
      `INSERT INTO wp_woocommerce_sessions (session_key, session_value, session_expiry) VALUES ('${visitor}', '${session}', ${at + 172_800}) ON DUPLICATE KEY UPDATE session_value = VALUES(session_value), session_expiry = VALUES(session_expiry)`,
    ];
    if (views % 3 === 0) {
      const thing = `cached_${Math.floor(random() * cachedThings)}`;
      statements.push(option(`_transient_timeout_${thing}`, String(at + 3600)));
      statements.push(option(`_transient_${thing}`, text(300 + Math.floor(random() * 3000))));
    }
    return [...signed('"v":"front","p":"/shop/"', statements), ...(views % 10 === 0 ? cron(at) : [])];
  };

  const cron = (at: number) => {
    const schedule = () => `a:24:{${cronEntries(random, at)}}`;
    return signed('"v":"cron","p":"wp-cron.php"', [
      option("_transient_doing_cron", `${at}.${Math.floor(random() * 1e16)}`),
      setOption("cron", schedule()),
      setOption("cron", schedule()),
      setOption("_transient_doing_cron", ""),
      ...(views % 500 === 0 ? [`DELETE FROM wp_woocommerce_sessions WHERE session_expiry < ${at}`] : []),
    ]);
  };

  /** One paragraph of a post is another; what it was before stays as a revision. */
  const edit = (at: number) => {
    const id = 1008 + 12 * Math.floor(random() * Math.min(editedPosts, (newestPost - 1008) / 12));
    const blocks = contents.get(id) ?? Array.from({ length: 5 }, () => text(550));
    contents.set(id, blocks);
    blocks[Math.floor(random() * blocks.length)] = text(550);
    const content = blocks
      .map((block) => `<!-- wp:paragraph -->\n<p>${block}</p>\n<!-- /wp:paragraph -->`)
      .join("\\n\\n");
    const title = text(40);
    const date = `FROM_UNIXTIME(${at})`;
    return signed('"u":1,"n":"admin","v":"rest","p":"/wp/v2/posts"', [
      `UPDATE wp_postmeta SET meta_value = '${at}:1' WHERE post_id = ${id} AND meta_key = '_edit_lock'`,
      `UPDATE wp_posts SET post_content = '${content}', post_title = '${title}', post_modified = ${date}, post_modified_gmt = ${date} WHERE ID = ${id}`,
      `INSERT INTO wp_posts (post_author, post_date, post_date_gmt, post_content, post_title, post_excerpt, post_status, comment_status, ping_status, post_name, to_ping, pinged, post_modified, post_modified_gmt, post_content_filtered, post_parent, guid, post_type) VALUES (1, ${date}, ${date}, '${content}', '${title}', '', 'inherit', 'closed', 'closed', '${id}-revision-v1', '', '', ${date}, ${date}, '', ${id}, 'http://bench.localhost/?p=${id}', 'revision')`,
      `UPDATE wp_postmeta SET meta_value = '${at + 2}:1' WHERE post_id = ${id} AND meta_key = '_edit_lock'`,
    ]);
  };

  const comment = (at: number) => {
    const post = 1008 + 12 * Math.floor(random() * Math.min(1000, (newestPost - 1008) / 12));
    const date = `FROM_UNIXTIME(${at})`;
    return signed('"v":"front","p":"wp-comments-post.php"', [
      `INSERT INTO wp_comments (comment_post_ID, comment_author, comment_author_email, comment_author_url, comment_author_IP, comment_date, comment_date_gmt, comment_content, comment_approved, comment_agent, comment_type) VALUES (${post}, '${text(15)}', 'somebody@example.org', '', '192.0.2.7', ${date}, ${date}, '${text(300)}', '1', 'Mozilla/5.0', 'comment')`,
      `INSERT INTO wp_commentmeta (comment_id, meta_key, meta_value) VALUES (LAST_INSERT_ID(), 'akismet_history', '${text(150)}')`,
      `UPDATE wp_posts SET comment_count = comment_count + 1 WHERE ID = ${post}`,
    ]);
  };

  /** What WordPress writes around it; the files are written by `updateFiles`. */
  const update = () =>
    signed('"u":1,"n":"admin","v":"admin","p":"update.php"', [
      option("_site_transient_update_plugins", text(12_000)),
      option("auto_updater.lock", "1"),
      option("_site_transient_update_plugins", text(12_000)),
      "DELETE FROM wp_options WHERE option_name = 'auto_updater.lock'",
    ]);

  const deeds = { view, edit, comment, update };
  return {
    statements: ({ at, deed }) => deeds[deed](at),
  };
}

function hex(random: Random, length: number): string {
  return Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join("");
}

/** The same two dozen tasks every time, some of them at other times. */
function cronEntries(random: Random, at: number): string {
  return Array.from({ length: 24 }, (_, index) => {
    const due = at + index * 1800 + Math.floor(random() * 60);
    return `i:${due};a:1:{s:18:"scheduled_task_${String(index).padStart(3, "0")}";a:1:{s:32:"${hex(newRandom(index), 32)}";a:3:{s:8:"schedule";s:6:"hourly";s:4:"args";a:0:{}s:8:"interval";i:3600;}}}`;
  }).join("");
}
