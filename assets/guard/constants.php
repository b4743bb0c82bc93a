<?php

namespace Tidemark;

/**
 * Defines first what the branch must have its own way. A wp-config.php that defines the same again keeps its line and loses:
 * the first definition of a constant holds. Salts, keys and everything else stay the site's.
 */
function define_constants( $settings, Origin $canonical, Origin $branch ) {
	$constants = array(
		'DB_NAME'     => 'wordpress',
		'DB_USER'     => 'wordpress',
		'DB_PASSWORD' => secret( 'database-password' ),
		'DB_HOST'     => 'localhost:/site/run/mysqld.sock',
		'WP_HOME'     => $canonical->home(),
		'WP_SITEURL'  => $canonical->home(),
	);
	if ( $settings['quarantined'] ) {
		$constants += array(
			'DISABLE_WP_CRON'        => true,
			'ALTERNATE_WP_CRON'      => false,
			'WP_HTTP_BLOCK_EXTERNAL' => true,
			'WP_ACCESSIBLE_HOSTS'    => 'wordpress.org,*.wordpress.org,localhost,127.0.0.1,' . $branch->host . ',' . $branch->family() . ',' . $canonical->host,
		);
	}
	foreach ( $constants as $name => $value ) {
		define( $name, $value );
	}
	silence_redefinition( array_merge( array_keys( $constants ), array( 'WP_CACHE' ) ) );
}

/** Keeps "already defined" out of pages and logs, for these constants and nothing else. */
function silence_redefinition( array $names ) {
	$pattern  = '~^Constant (?:' . implode( '|', array_map( 'preg_quote', $names ) ) . ') already defined~';
	$previous = null;
	$handler  = function ( $level, $message, $file = '', $line = 0 ) use ( $pattern, &$previous ) {
		if ( preg_match( $pattern, $message ) ) {
			return true;
		}
		return null === $previous ? false : call_user_func( $previous, $level, $message, $file, $line );
	};
	$previous = set_error_handler( $handler, E_WARNING | E_NOTICE );
}
