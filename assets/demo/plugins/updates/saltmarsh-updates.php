<?php
/**
 * Plugin Name: Saltmarsh Updates
 * Description: Offers updates of Saltmarsh Reading Time from a package that lies in this site.
 * Version: 1.0.0
 * Author: Saltmarsh
 */

defined( 'ABSPATH' ) || exit;

const SALTMARSH_PLUGIN = 'saltmarsh-reading-time/saltmarsh-reading-time.php';

/** The newer release, as WordPress' updater wants to hear of it; null where it is installed already. */
function saltmarsh_update() {
	$file    = WP_PLUGIN_DIR . '/' . SALTMARSH_PLUGIN;
	$package = __DIR__ . '/saltmarsh-updates/saltmarsh-reading-time-2.0.0.zip';
	if ( ! is_readable( $file ) || ! is_readable( $package ) ) {
		return null;
	}
	$installed = get_file_data( $file, array( 'version' => 'Version' ) )['version'];
	if ( version_compare( $installed, '2.0.0', '>=' ) ) {
		return null;
	}
	return (object) array(
		'id'           => 'saltmarsh.example/reading-time',
		'slug'         => 'saltmarsh-reading-time',
		'plugin'       => SALTMARSH_PLUGIN,
		'new_version'  => '2.0.0',
		'url'          => '',
		'package'      => $package,
		'icons'        => array(),
		'banners'      => array(),
		'tested'       => get_bloginfo( 'version' ),
		'requires_php' => '7.4',
	);
}

add_filter( 'site_transient_update_plugins', function ( $known ) {
	$update = saltmarsh_update();
	if ( null === $update ) {
		return $known;
	}
	$known                                 = is_object( $known ) ? $known : new stdClass();
	$known->response                       = (array) ( $known->response ?? array() );
	$known->response[ SALTMARSH_PLUGIN ] = $update;
	return $known;
} );

/** "View details": the changelog, from here instead of from wordpress.org. */
add_filter( 'plugins_api', function ( $answer, $action, $question ) {
	if ( 'plugin_information' !== $action || 'saltmarsh-reading-time' !== ( $question->slug ?? '' ) ) {
		return $answer;
	}
	return (object) array(
		'name'     => 'Saltmarsh Reading Time',
		'slug'     => 'saltmarsh-reading-time',
		'version'  => '2.0.0',
		'author'   => 'Saltmarsh',
		'sections' => array(
			'changelog' => '<h4>2.0.0</h4><ul><li>Rewritten. Counts words in any language.</li><li>Removed what was only there for old versions.</li></ul><h4>1.4.0</h4><ul><li>Rounds up.</li></ul>',
		),
	);
}, 10, 3 );
