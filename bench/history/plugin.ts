import { docker } from "../docker";

/** Some 400 files, 6 MB, of which every fifth line differs from version to version: deleted and written anew, as WordPress does it. */
const script = `
$version = (int) $argv[1];
$folder = '/site/html/wp-content/plugins/bench-plugin';
exec( 'rm -rf ' . escapeshellarg( $folder ) );
for ( $file = 0; $file < 400; $file++ ) {
	$path = $folder . '/part-' . intdiv( $file, 20 ) . '/class-' . $file . '.php';
	if ( ! is_dir( dirname( $path ) ) ) mkdir( dirname( $path ), 0755, true );
	$lines = array( '<?php', "// Version $version" );
	for ( $line = 0; $line < 240; $line++ ) {
		mt_srand( $file * 1000 + $line + ( 0 === $line % 5 ? $version * 1000003 : 0 ) );
		$lines[] = sprintf( '\\t$this->value_%d[ %d ] = apply_filters( "bench_%s", %d );', mt_rand( 0, 99 ), mt_rand(), dechex( mt_rand() ), mt_rand() );
	}
	file_put_contents( $path, implode( "\\n", $lines ) );
}
`;

export async function updateFiles(web: string, version: number, signal: AbortSignal): Promise<void> {
  await docker(
    ["exec", "-u", "www-data", web, "php", "-d", "auto_prepend_file=", "-r", script, "--", String(version)],
    signal,
  );
}
