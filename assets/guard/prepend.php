<?php

namespace Tidemark;

/** The file the site's own settings would have had PHP run first, where it exists; null otherwise. */
function own_prepend_file() {
	static $file = false;
	if ( false === $file ) {
		$file = 'cli' === PHP_SAPI ? null : find_prepend_file( '/site/html' );
	}
	return $file;
}

function find_prepend_file( $root ) {
	foreach ( array( '.htaccess', '.user.ini' ) as $name ) {
		$text = is_readable( $root . '/' . $name ) ? (string) file_get_contents( $root . '/' . $name, false, null, 0, 262144 ) : '';
		if ( 1 !== preg_match( '~^\s*(?:php_value\s+auto_prepend_file\s+|auto_prepend_file\s*=\s*)(["\']?)([^"\'\r\n]+)\1\s*$~mi', $text, $match ) ) {
			continue;
		}
		$path = trim( $match[2] );
		// The place it had on the server it came from tells only its name.
		foreach ( array( $path, $root . '/' . ltrim( $path, '/' ), $root . '/' . basename( $path ) ) as $candidate ) {
			$real = realpath( $candidate );
			if ( false !== $real && is_file( $real ) && is_readable( $real ) && 0 === strpos( $real, $root . '/' ) ) {
				return $real;
			}
		}
	}
	return null;
}
