<?php

namespace Tidemark;

/** What is remembered from before a change until after it: names and releases by file or folder, options of packages. */
function memory() {
	static $memory = null;
	if ( null === $memory ) {
		$memory = new \ArrayObject();
	}
	return $memory;
}

/** One ask for all plugins or themes of a deed at once. */
function ask_about( $deed, $kind, array $keys, $with_offer = false ) {
	$keys = array_values( array_filter( array_map( 'strval', $keys ), 'strlen' ) );
	if ( ! $keys ) {
		return;
	}
	$abouts = array_map( 'plugin' === $kind ? __NAMESPACE__ . '\plugin_about' : __NAMESPACE__ . '\theme_about', $keys );
	if ( 1 === count( $keys ) ) {
		$is_update = $with_offer;
		ask_before( $deed, $keys, $abouts[0][0], $is_update ? $abouts[0][1] : null, $is_update ? release_offered( $kind, $keys[0] ) : null );
		return;
	}
	ask_before( $deed, $keys, implode( ', ', array_column( $abouts, 0 ) ), null, null, count( $keys ) );
}

function before_activation( $plugin ) {
	ask_about( 'plugin-activate', 'plugin', array( $plugin ) );
}

function before_deactivation( $plugin ) {
	ask_about( 'plugin-deactivate', 'plugin', array( $plugin ) );
}

function before_plugin_deletion( $plugin ) {
	memory()[ 'plugin ' . $plugin ] = plugin_about( $plugin );
	ask_about( 'plugin-delete', 'plugin', array( $plugin ) );
}

function after_plugin_deletion( $plugin, $is_deleted ) {
	if ( $is_deleted ) {
		$about = memory()[ 'plugin ' . $plugin ] ?? array( $plugin, null );
		note( 'plugin-deleted', $about[0], array( 'from' => $about[1] ) );
	}
}

function before_theme_deletion( $stylesheet ) {
	memory()[ 'theme ' . $stylesheet ] = theme_about( $stylesheet );
	ask_about( 'theme-delete', 'theme', array( $stylesheet ) );
}

function after_theme_deletion( $stylesheet, $is_deleted ) {
	if ( $is_deleted ) {
		$about = memory()[ 'theme ' . $stylesheet ] ?? array( $stylesheet, null );
		note( 'theme-deleted', $about[0], array( 'from' => $about[1] ) );
	}
}

/** switch_theme() writes other options before it writes the theme's: the first of them is the moment. */
function before_theme_mods() {
	$call = call_of( array( 'switch_theme' ) );
	if ( null !== $call && $call[1] ) {
		ask_before_switch( isset( $call[1][1] ) ? $call[1][1] : $call[1][0] );
	}
}

function before_theme_option( $value, $old = null, $option = '' ) {
	if ( $value === $old || ! is_string( $value ) ) {
		return;
	}
	$call = call_of( array( 'switch_theme' ) );
	if ( null !== $call ) {
		before_theme_mods();
	} elseif ( 'stylesheet' === $option ) {
		ask_before_switch( $value );
	}
}

function ask_before_switch( $stylesheet ) {
	$to   = theme_about( (string) $stylesheet );
	$from = theme_about( (string) get_option( 'stylesheet' ) );
	ask_before( 'theme-switch', array( (string) $stylesheet ), $to[0], $from[0], $to[0] );
}

/**
 * Every upgrader connects to the file system first. Updates of several, and WordPress' own, then put up the maintenance page or
 * take a lock, which must not be part of the version: so this is their moment. A single plugin or theme has a later one.
 */
function before_files_change() {
	$call = call_of( array( 'bulk_upgrade', 'upgrade' ), 'WP_Upgrader' );
	if ( null === $call || ! $call[1] ) {
		return;
	}
	list( $function, $arguments, $upgrader ) = $call;
	if ( is_a( $upgrader, 'Core_Upgrader' ) ) {
		$offer                  = (array) $arguments[0];
		$to                     = $offer['version'] ?? ( $offer['current'] ?? null );
		memory()['core release'] = $GLOBALS['wp_version'] ?? null;
		ask_before( 'core-update', array( 'core' ), 'WordPress', memory()['core release'], is_string( $to ) ? $to : null );
	} elseif ( 'bulk_upgrade' === $function && is_array( $arguments[0] ) ) {
		$kind  = is_a( $upgrader, 'Theme_Upgrader' ) ? 'theme' : ( is_a( $upgrader, 'Plugin_Upgrader' ) ? 'plugin' : null );
		$items = null === $kind ? array() : array_filter( $arguments[0], function ( $key ) use ( $kind ) {
			return is_string( $key ) && null !== release_offered( $kind, $key );
		} );
		if ( $items ) {
			ask_about( $kind . '-update', $kind, $items, true );
		}
	}
}

/** Right before a package is laid in; nothing was moved yet. */
function before_package( $response, $extra ) {
	if ( is_wp_error( $response ) || ! is_array( $extra ) ) {
		return;
	}
	foreach ( array( 'plugin', 'theme' ) as $kind ) {
		if ( isset( $extra[ $kind ] ) && is_string( $extra[ $kind ] ) ) {
			$key                       = $extra[ $kind ];
			memory()[ "$kind $key" ] = 'plugin' === $kind ? plugin_about( $key ) : theme_about( $key );
			ask_about( $kind . '-update', $kind, array( $key ), true );
		}
	}
}

function remember_options( $options ) {
	memory()['clear'] = is_array( $options ) && ! empty( $options['clear_destination'] );
}

/** A package that is installed has its name inside; over one that is there already it is an update. */
function before_installation( $source, $remote, $upgrader = null, $extra = array() ) {
	$kind = is_array( $extra ) && 'install' === ( $extra['action'] ?? '' ) ? ( $extra['type'] ?? '' ) : '';
	if ( is_wp_error( $source ) || ! is_string( $source ) || ! in_array( $kind, array( 'plugin', 'theme' ), true ) ) {
		return;
	}
	$folder   = basename( $source );
	$new      = about_in( $kind, $source );
	$place    = ( 'plugin' === $kind ? WP_PLUGIN_DIR : get_theme_root() ) . '/' . $folder;
	$is_there = is_dir( $place );
	if ( $is_there && empty( memory()['clear'] ) ) {
		// It will be refused.
		return;
	}
	$old                                 = $is_there ? about_in( $kind, $place ) : array( null, null );
	memory()[ "installing $kind $folder" ] = $is_there ? $old : null;
	ask_before( $kind . ( $is_there ? '-update' : '-install' ), array( $folder ), $new[0], $old[1], $new[1] );
}

function about_in( $kind, $folder ) {
	if ( 'theme' === $kind ) {
		return theme_about( basename( $folder ), dirname( rtrim( $folder, '/' ) ) );
	}
	$file = plugin_file_in( $folder );
	return null === $file ? array( basename( $folder ), null ) : plugin_headers( $file, basename( $folder ) );
}

/** A package has been laid in: its release now against what was there before. */
function after_package( $response, $extra, $result = array() ) {
	if ( is_wp_error( $response ) || false === $response || ! is_array( $extra ) ) {
		return;
	}
	foreach ( array( 'plugin', 'theme' ) as $kind ) {
		if ( isset( $extra[ $kind ] ) && is_string( $extra[ $kind ] ) ) {
			$key   = $extra[ $kind ];
			$about = 'plugin' === $kind ? plugin_about( $key ) : theme_about( $key );
			$old   = memory()[ "$kind $key" ] ?? array( null, null );
			note( $kind . '-updated', $about[0], array( 'from' => $old[1], 'to' => $about[1] ) );
		} elseif ( 'install' === ( $extra['action'] ?? '' ) && $kind === ( $extra['type'] ?? '' ) && is_array( $result ) && isset( $result['destination'] ) ) {
			$about = about_in( $kind, $result['destination'] );
			$old   = memory()[ "installing $kind " . basename( $result['destination'] ) ] ?? null;
			note( $kind . ( null === $old ? '-installed' : '-updated' ), $about[0], array( 'from' => null === $old ? null : $old[1], 'to' => $about[1] ) );
		}
	}
}

function after_core_update( $release ) {
	note( 'core-updated', 'WordPress', array( 'from' => memory()['core release'] ?? ( $GLOBALS['wp_version'] ?? null ), 'to' => is_string( $release ) ? $release : null ) );
}

/** wp-admin/upgrade.php, which anybody may call: only where it has something to do. */
function before_database_upgrade() {
	$step = $_GET['step'] ?? '';
	$now  = (string) get_option( 'db_version' );
	if ( is_string( $step ) && '' !== $step && '0' !== $step && '' !== $now && isset( $GLOBALS['wp_db_version'] ) && $now !== (string) $GLOBALS['wp_db_version'] ) {
		ask_before( 'core-update', array( 'database' ), 'WordPress database', $now, (string) $GLOBALS['wp_db_version'] );
	}
}

/** WordPress asks which files may be edited once it has found that this person may; then it writes. */
function before_code_edit() {
	$call = call_of( array( 'wp_edit_theme_plugin_file' ) );
	$what = null === $call || ! isset( $call[1][0] ) || ! is_array( $call[1][0] ) ? array() : $call[1][0];
	$file = $what['file'] ?? '';
	if ( ! is_string( $file ) || '' === $file || 0 !== validate_file( $file ) ) {
		return;
	}
	$is_plugin = ! empty( $what['plugin'] );
	$key       = (string) ( $is_plugin ? $what['plugin'] : ( $what['theme'] ?? '' ) );
	$about     = $is_plugin ? plugin_about( $key ) : theme_about( $key );
	$path      = $is_plugin ? WP_PLUGIN_DIR . '/' . $file : get_theme_root( $key ) . '/' . $key . '/' . $file;
	$subject   = $is_plugin ? $file : $key . '/' . $file;
	if ( isset( memory()[ 'edit ' . $path ] ) || ! is_file( $path ) ) {
		return;
	}
	memory()[ 'edit ' . $path ] = sha1_file( $path );
	ask_before( 'code-edit', array( $path ), $subject );
	// WordPress puts the old text back when the new one breaks the site: what holds in the end tells.
	register_shutdown_function( function () use ( $path, $subject, $about ) {
		if ( is_file( $path ) && sha1_file( $path ) !== memory()[ 'edit ' . $path ] ) {
			note( 'code-edited', $subject, array( 'in' => $about[0] ) );
		}
	} );
}
