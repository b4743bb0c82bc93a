<?php
/**
 * Tidemark's guard. PHP runs this file before every script of the site (auto_prepend_file), from outside the site's own files.
 *
 * Inside the container the site lives at its canonical address, the one it was born with: that is what WordPress, its plugins,
 * the database and every file it writes see. Only at the edge is it translated: what comes in from the branch's address to the
 * canonical one, what goes out the other way. So nothing of a branch's address is ever stored, and serialised data can't break.
 *
 * Kept to PHP 7.4. Whatever goes wrong in here, the site goes on.
 */

namespace Tidemark;

if ( ! defined( 'TIDEMARK' ) ) {
	define( 'TIDEMARK', true );
	try {
		require_once __DIR__ . '/settings.php';
		require_once __DIR__ . '/constants.php';
		define_database();
		foreach ( array( 'origin', 'mapping', 'stream', 'request', 'output', 'badge', 'hooks', 'login', 'mail', 'network', 'prepend', 'attribution', 'risks', 'failures' ) as $tidemark_part ) {
			require_once __DIR__ . '/' . $tidemark_part . '.php';
		}
		guard( load_settings() );
	} catch ( \Throwable $tidemark_failure ) {
		error_log( 'Tidemark: ' . $tidemark_failure->getMessage() . ' at ' . $tidemark_failure->getFile() . ':' . $tidemark_failure->getLine() );
	}
	unset( $tidemark_part, $tidemark_failure );

	// The site's own auto_prepend_file (a firewall's, usually), which ours replaced; in the global scope, as PHP would.
	if ( function_exists( 'Tidemark\own_prepend_file' ) && own_prepend_file() !== null ) {
		include own_prepend_file();
	}
}
