/** What matters of a wp-config.php, read as text: it is never run. Null where it is not a plain literal. */
export interface WpConfig {
  readonly tablePrefix: string | null;
  readonly multisite: boolean;
}

export function parseWpConfig(php: string): WpConfig {
  const code = withoutComments(php);
  const prefix = /\$table_prefix\s*=\s*(['"])([A-Za-z0-9_$]*)\1\s*;/.exec(code);
  const multisite = /\bdefine\s*\(\s*(['"])MULTISITE\1\s*,\s*(?:true|1|'1'|"1")\s*\)/i.test(code);
  return { tablePrefix: prefix?.[2] ?? null, multisite };
}

/** `6.5.5` of wp-includes/version.php. */
export function parseWordPressVersion(php: string): string | null {
  return /\$wp_version\s*=\s*(['"])([0-9][\w.-]*)\1/.exec(withoutComments(php))?.[2] ?? null;
}

/** Comments become spaces; what looks like one inside a string stays. */
function withoutComments(php: string): string {
  const token = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|\/\*[\s\S]*?\*\/|(?:\/\/|#(?!\[))[^\n]*/g;
  return php.replace(token, (found) => (found.startsWith("'") || found.startsWith('"') ? found : " "));
}
