<?php
/** Installs WordPress in the folder it is run in, from JSON on its input. Says "installed" or "already". */

namespace Tidemark;

require __DIR__ . '/wait.php';

$input = json_decode( (string) stream_get_contents( STDIN ), true );
wait_for_wordpress( 90 );

$_SERVER += array( 'SERVER_PROTOCOL' => 'HTTP/1.1', 'REQUEST_METHOD' => 'GET', 'REQUEST_URI' => '/', 'REMOTE_ADDR' => '127.0.0.1' );
define( 'WP_INSTALLING', true );
require getcwd() . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';

if ( is_blog_installed() ) {
	echo 'already';
	exit;
}

// The installer would ask its own web server whether pretty addresses work, and send a welcome mail.
$structure = '/%postname%/';
add_filter( 'pre_option_permalink_structure', function () use ( $structure ) {
	return $structure;
} );
remove_all_filters( 'pre_wp_mail' );
add_filter( 'pre_wp_mail', '__return_true' );

$result = wp_install( $input['title'], $input['user'], $input['email'], true, '', wp_slash( $input['password'] ) );
if ( is_wp_error( $result ) || empty( $result['user_id'] ) ) {
	fwrite( STDERR, is_wp_error( $result ) ? $result->get_error_message() : 'wp_install() made no user' );
	exit( 1 );
}
remove_all_filters( 'pre_option_permalink_structure' );
update_option( 'permalink_structure', $structure );
update_option( 'home', $input['url'] );
update_option( 'siteurl', $input['url'] );

global $wp_rewrite;
$wp_rewrite->init();
add_filter( 'got_rewrite', '__return_true' );
require_once ABSPATH . 'wp-admin/includes/misc.php';
flush_rewrite_rules( true );
echo 'installed';
