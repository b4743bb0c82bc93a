<?php

namespace Tidemark;

/** Name and release of a plugin by its main file below the plugins' folder. */
function plugin_about( $file ) {
	return plugin_headers( WP_PLUGIN_DIR . '/' . $file, dirname( $file ) );
}

function plugin_headers( $path, $otherwise ) {
	$about = read_headers( $path, array( 'Plugin Name', 'Version' ) );
	return array( '' !== $about[0] ? $about[0] : ( '.' === $otherwise ? basename( $path, '.php' ) : $otherwise ), '' !== $about[1] ? $about[1] : null );
}

/** Name and release of a theme by its folder. */
function theme_about( $stylesheet, $root = null ) {
	$root  = null !== $root ? $root : ( function_exists( 'get_theme_root' ) ? get_theme_root( $stylesheet ) : WP_CONTENT_DIR . '/themes' );
	$about = read_headers( $root . '/' . $stylesheet . '/style.css', array( 'Theme Name', 'Version' ) );
	return array( '' !== $about[0] ? $about[0] : (string) $stylesheet, '' !== $about[1] ? $about[1] : null );
}

/** Headers of a plugin or theme as they are in the file now, past every cache of WordPress. */
function read_headers( $path, array $names ) {
	clearstatcache();
	$text = is_file( $path ) && is_readable( $path ) ? str_replace( "\r", "\n", (string) file_get_contents( $path, false, null, 0, 8192 ) ) : '';
	return array_map( function ( $name ) use ( $text ) {
		return 1 === preg_match( '~^(?:[ \t]*<\?php)?[ \t/*#@]*' . preg_quote( $name, '~' ) . ':(.*)$~mi', $text, $match ) ? trim( (string) preg_replace( '~\s*(?:\*/|\?>).*~', '', $match[1] ) ) : '';
	}, $names );
}

/** The main file of a plugin that lies in a folder, or null. */
function plugin_file_in( $folder ) {
	foreach ( glob( rtrim( $folder, '/' ) . '/*.php' ) ?: array() as $path ) {
		if ( '' !== read_headers( $path, array( 'Plugin Name' ) )[0] ) {
			return $path;
		}
	}
	return null;
}

/** The release an update would bring, as WordPress was told it; null where it wasn't. */
function release_offered( $kind, $key ) {
	$known = function_exists( 'get_site_transient' ) ? get_site_transient( 'plugin' === $kind ? 'update_plugins' : 'update_themes' ) : null;
	$offer = is_object( $known ) && isset( $known->response[ $key ] ) ? (array) $known->response[ $key ] : array();
	return isset( $offer['new_version'] ) && is_string( $offer['new_version'] ) ? $offer['new_version'] : null;
}

/** The nearest call of one of these functions that led here: its arguments and object; null where there is none. */
function call_of( array $functions, $class = null ) {
	foreach ( debug_backtrace( DEBUG_BACKTRACE_PROVIDE_OBJECT, 40 ) as $frame ) {
		if ( in_array( $frame['function'], $functions, true ) && ( null === $class || ( isset( $frame['object'] ) && is_a( $frame['object'], $class ) ) ) ) {
			return array( $frame['function'], $frame['args'] ?? array(), $frame['object'] ?? null );
		}
	}
	return null;
}
