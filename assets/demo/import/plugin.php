<?php

namespace Tidemark\Demo;

/**
 * Installs the plugin the demo is about, one release behind, and lays the newer one where WordPress' own updater takes it
 * from: a package in the site's files, offered by a must-use plugin. No network is needed.
 */
function install_plugin() {
	$name = 'saltmarsh-reading-time';
	copy_folder( FOLDER . '/plugins/reading-time-1.4.0', WP_PLUGIN_DIR . '/' . $name );
	$updates = WPMU_PLUGIN_DIR . '/saltmarsh-updates';
	copy_folder( FOLDER . '/plugins/updates', WPMU_PLUGIN_DIR );
	pack( FOLDER . '/plugins/reading-time-2.0.0', $name, $updates . '/' . $name . '-2.0.0.zip' );
	$failed = activate_plugin( $name . '/' . $name . '.php', '', false, true );
	if ( is_wp_error( $failed ) ) {
		sound( $failed );
	}
	// WordPress has just looked for updates, as far as it knows: the first visit to the plugins need not wait for the network.
	$known               = new \stdClass();
	$known->last_checked = time();
	$known->response     = array();
	$known->no_update    = array();
	$known->translations = array();
	$known->checked      = wp_list_pluck( get_plugins(), 'Version' );
	set_site_transient( 'update_plugins', $known );
}

function copy_folder( $from, $to ) {
	wp_mkdir_p( $to );
	foreach ( scandir( $from ) as $entry ) {
		if ( '.' === $entry[0] ) {
			continue;
		}
		if ( is_dir( "$from/$entry" ) ) {
			copy_folder( "$from/$entry", "$to/$entry" );
		} elseif ( ! copy( "$from/$entry", "$to/$entry" ) ) {
			throw new \RuntimeException( "$entry could not be copied" );
		}
	}
}

/** A zip with the folder's files below one folder of the plugin's name. */
function pack( $from, $name, $path ) {
	wp_mkdir_p( dirname( $path ) );
	$zip = new \ZipArchive();
	if ( true !== $zip->open( $path, \ZipArchive::CREATE | \ZipArchive::OVERWRITE ) ) {
		throw new \RuntimeException( "$path could not be written" );
	}
	foreach ( glob( $from . '/*' ) as $file ) {
		$zip->addFromString( $name . '/' . basename( $file ), file_get_contents( $file ) );
	}
	$zip->close();
}
