<?php

namespace Tidemark;

const HOME = '/tidemark';

/** What Tidemark laid in for this container; null where it can't be read. Read once. */
function load_settings() {
	static $settings = false;
	// While a branch gets another name its settings are replaced: for a moment the file may be gone or empty.
	for ( $attempt = 0; false === $settings && $attempt < 40; $attempt++ ) {
		if ( $attempt > 0 ) {
			usleep( 5000 );
			clearstatcache();
		}
		$file     = HOME . '/guard/settings.json';
		$text     = is_readable( $file ) ? (string) file_get_contents( $file ) : '';
		$settings = json_decode( $text, true ) ?? false;
	}
	return is_array( $settings ) ? $settings : null;
}

/** A secret's text, or '' where it can't be read. */
function secret( $name ) {
	$file = HOME . '/secrets/' . $name;
	return is_readable( $file ) ? trim( (string) file_get_contents( $file ) ) : '';
}

/** A folder for what must not be part of a version (used login tokens), private to the site's user; null where none can be had. */
function state_folder( $name ) {
	foreach ( array( HOME . '/state', sys_get_temp_dir() . '/tidemark-state' ) as $base ) {
		$folder = $base . '/' . $name;
		if ( is_dir( $folder ) || @mkdir( $folder, 0700, true ) ) {
			if ( is_writable( $folder ) ) {
				return $folder;
			}
		}
	}
	return null;
}

/** Everything the guard does for one run of PHP. */
function guard( $settings ) {
	if ( null === $settings ) {
		return;
	}
	$canonical = new Origin( $settings['canonical'] );
	$branch    = new Origin( $settings['origin'] );
	$outward   = Mapping::outward( $canonical, $branch );
	$inward    = Mapping::inward( $branch, $canonical );

	define_addresses( $settings, $canonical, $branch );
	add_hooks( $settings, $canonical, $branch, $outward, $inward );
	if ( 'cli' === PHP_SAPI || 'phpdbg' === PHP_SAPI ) {
		watch_command();
		return;
	}
	if ( $settings['quarantined'] && is_cron_request() ) {
		exit;
	}
	watch_answers();
	accept_login( $settings );
	take_in_request( $canonical, $branch, $inward );
	start_output( $settings, $canonical, $branch, $outward );
}

/** A quarantined branch runs no scheduled work, whoever asks for it. */
function is_cron_request() {
	return 'wp-cron.php' === basename( (string) ( $_SERVER['SCRIPT_FILENAME'] ?? '' ) );
}
