<?php

namespace Tidemark;

/** Where a site's database is; the same for every branch, so a site has it even when nothing else of the guard works. */
function define_database() {
	define_first( array(
		'DB_NAME'     => 'wordpress',
		'DB_USER'     => 'wordpress',
		'DB_PASSWORD' => secret( 'database-password' ),
		'DB_HOST'     => 'localhost:/site/run/mysqld.sock',
	) );
}

function define_addresses( $settings, Origin $canonical, Origin $branch ) {
	define_first( array(
		'WP_HOME'    => $canonical->home(),
		'WP_SITEURL' => $canonical->home(),
	) );
	if ( $settings['quarantined'] ) {
		$hosts = array( 'wordpress.org', '*.wordpress.org', 'localhost', '127.0.0.1', $branch->host, $branch->family(), $canonical->host );
		define_first( array(
			'DISABLE_WP_CRON'        => true,
			'ALTERNATE_WP_CRON'      => false,
			'WP_HTTP_BLOCK_EXTERNAL' => true,
			'WP_ACCESSIBLE_HOSTS'    => implode( ',', $hosts ),
		) );
	}
}

/**
 * Defines what the branch must have its own way. A wp-config.php that defines the same again keeps its line and loses: the first
 * definition of a constant holds. Salts, keys and everything else stay the site's.
 */
function define_first( array $constants ) {
	static $names = null;
	if ( null === $names ) {
		$names = new \ArrayObject();
		silence_redefinition( $names );
	}
	foreach ( $constants as $name => $value ) {
		define( $name, $value );
		$names[ $name ] = true;
	}
}

/** Keeps "already defined" out of pages and logs, for these constants and nothing else. */
function silence_redefinition( \ArrayObject $names ) {
	$previous = null;
	$handler  = function ( $level, $message, $file = '', $line = 0 ) use ( $names, &$previous ) {
		if ( preg_match( '~^Constant (\w+) already defined~', $message, $match ) && isset( $names[ $match[1] ] ) ) {
			return true;
		}
		return null === $previous ? false : call_user_func( $previous, $level, $message, $file, $line );
	};
	$previous = set_error_handler( $handler, E_WARNING | E_NOTICE );
}
