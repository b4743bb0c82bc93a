import { newRandom, paragraph, vocabulary } from "./prose";

/** So many paragraphs that a window of a compressor never sees one twice. */
export const paragraphs = 40_000;
export const rowsPerBatch = 4_000;
/** Rows of the table the transactions work on. */
export const transactionRows = 100_000;
export const transactionTableBytes = 38e6;

/** What is seeded is the state before the first version: as with a site brought in, none of it is in the binary log. */
const quietly = "SET SESSION sql_log_bin = 0, unique_checks = 0, foreign_key_checks = 0;\n";

/** A pool of paragraphs from which posts are put together inside the server, which is far quicker than sending them. */
export function* poolStatements(): Generator<string> {
  const random = newRandom(20260801);
  const words = vocabulary(random, 6000);
  yield `${quietly}CREATE TABLE bench_pool (id INT PRIMARY KEY, text VARCHAR(900) NOT NULL) CHARACTER SET utf8mb4;\n`;
  for (let from = 0; from < paragraphs; from += 1000) {
    const rows = Array.from({ length: 1000 }, (_, index) => `(${from + index},'${paragraph(random, words, 600)}')`);
    yield `INSERT INTO bench_pool VALUES ${rows.join(",")};\n`;
  }
}

/** Options as plugins leave them: some hundred small ones loaded with every page, some large ones that are not. */
export const optionStatements = `${quietly}
INSERT INTO wp_options (option_name, option_value, autoload)
  SELECT CONCAT('plugin_', seq, '_settings'), CONCAT('a:1:{s:4:"text";s:', LENGTH(text), ':"', text, '";}'), 'yes'
  FROM seq_1_to_300 JOIN bench_pool ON bench_pool.id = seq;
INSERT INTO wp_options (option_name, option_value, autoload)
  SELECT CONCAT('_transient_feed_', MD5(seq)), (SELECT GROUP_CONCAT(text SEPARATOR '\n') FROM bench_pool WHERE id BETWEEN seq * 20 AND seq * 20 + 15), 'no'
  FROM seq_301_to_600;
`;

/** Built in one go at the end, which is quicker than row by row. */
export const dropKeysStatements = `${quietly}
ALTER TABLE wp_posts DROP KEY post_name, DROP KEY type_status_date, DROP KEY post_parent, DROP KEY post_author;
ALTER TABLE wp_postmeta DROP KEY post_id, DROP KEY meta_key;
`;
export const addKeysStatements = `${quietly}
ALTER TABLE wp_posts ADD KEY post_name (post_name(191)), ADD KEY type_status_date (post_type, post_status, post_date, ID),
  ADD KEY post_parent (post_parent), ADD KEY post_author (post_author);
ALTER TABLE wp_postmeta ADD KEY post_id (post_id), ADD KEY meta_key (meta_key(191));
`;

/** The n-th batch: every twelfth row is a published post, the others are what piles up behind it. */
export function batchStatements(batch: number): string {
  const first = 1000 + batch * rowsPerBatch;
  const sequence = `seq_${first}_to_${first + rowsPerBatch - 1}`;
  const date = "'2019-01-01' + INTERVAL (seq MOD 2600) DAY";
  const from = (step: number) => `(seq * ${step} + seq DIV 7) MOD ${paragraphs}`;
  const meta = (key: string, value: string) =>
    `INSERT INTO wp_postmeta (post_id, meta_key, meta_value) SELECT seq, '${key}', ${value} FROM ${sequence} JOIN bench_pool p ON p.id = ${from(31)};\n`;
  return `${quietly}
INSERT INTO wp_posts (ID, post_author, post_date, post_date_gmt, post_content, post_title, post_excerpt, post_status, comment_status,
    ping_status, post_name, to_ping, pinged, post_modified, post_modified_gmt, post_content_filtered, post_parent, guid, post_type)
  SELECT seq, 1, ${date}, ${date},
    CONCAT('<!-- wp:paragraph -->\n<p>', a.text, '</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:paragraph -->\n<p>', b.text,
      '</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:heading -->\n<h2>', LEFT(c.text, 50), '</h2>\n<!-- /wp:heading -->\n\n<!-- wp:paragraph -->\n<p>',
      c.text, '</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:paragraph -->\n<p>', e.text, '</p>\n<!-- /wp:paragraph -->'),
    LEFT(a.text, 60), LEFT(b.text, 140), IF(seq MOD 12 = 0, 'publish', 'inherit'), 'open', 'open',
    CONCAT('post-', seq), '', '', ${date}, ${date}, '', IF(seq MOD 12 = 0, 0, seq - seq MOD 12),
    CONCAT('http://bench.localhost/?p=', seq), IF(seq MOD 12 = 0, 'post', 'revision')
  FROM ${sequence}
  JOIN bench_pool a ON a.id = ${from(7)} JOIN bench_pool b ON b.id = ${from(11)}
  JOIN bench_pool c ON c.id = ${from(13)} JOIN bench_pool e ON e.id = ${from(17)};
${meta("_edit_lock", "CONCAT(1700000000 + seq * 61, ':1')")}${meta("_thumbnail_id", "seq - 5")}${meta("_wp_page_template", "'default'")}${meta("_yoast_wpseo_metadesc", "LEFT(p.text, 155)")}${meta("_block_data", `CONCAT('a:2:{s:2:"id";i:', seq, ';s:4:"text";s:', LENGTH(p.text), ':"', p.text, '";}')`)}`;
}

/** As sysbench has it. */
export const transactionTableStatements = `${quietly}
CREATE TABLE bench_rows (id INT AUTO_INCREMENT PRIMARY KEY, k INT NOT NULL, c CHAR(120) NOT NULL, pad CHAR(60) NOT NULL, KEY k_1 (k)) CHARACTER SET utf8mb4;
INSERT INTO bench_rows (id, k, c, pad)
  SELECT seq, 1 + FLOOR(RAND(seq) * ${transactionRows}), CONCAT(SHA2(seq, 224), SHA2(seq + 1, 224)), SHA2(seq + 2, 224) FROM seq_1_to_${transactionRows};
`;

export const dropPoolStatements = `${quietly}DROP TABLE bench_pool;\n`;
