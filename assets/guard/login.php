<?php

namespace Tidemark;

const LOGIN_SECONDS   = 60;
const LOGIN_PARAMETER = 'tidemark-login';
const LOGIN_TARGET    = 'tidemark-to';

/** A token that logs in once, within a minute by this machine's clock. Run by Tidemark inside the container. */
function create_login() {
	$folder = state_folder( 'logins' );
	$key    = secret( 'guard' );
	if ( null === $folder || '' === $key ) {
		throw new \RuntimeException( 'no place or key for login tokens' );
	}
	foreach ( glob( $folder . '/*' ) ?: array() as $file ) {
		if ( @filemtime( $file ) < time() - LOGIN_SECONDS ) {
			@unlink( $file );
		}
	}
	$body  = time() . '.' . bin2hex( random_bytes( 16 ) );
	$token = $body . '.' . hash_hmac( 'sha256', 'login ' . $body, $key );
	if ( false === file_put_contents( $folder . '/' . hash( 'sha256', $token ), '' ) ) {
		throw new \RuntimeException( 'the login token could not be kept' );
	}
	return $token;
}

/** True once for a token: who removes its file first has used it. */
function redeem_login( $token ) {
	$key = secret( 'guard' );
	if ( '' === $key || ! is_string( $token ) || 1 !== preg_match( '~^((\d{1,12})\.[0-9a-f]{32})\.([0-9a-f]{64})$~D', $token, $match ) ) {
		return false;
	}
	if ( ! hash_equals( hash_hmac( 'sha256', 'login ' . $match[1], $key ), $match[3] ) ) {
		return false;
	}
	$folder = state_folder( 'logins' );
	if ( null === $folder || ! @unlink( $folder . '/' . hash( 'sha256', $token ) ) ) {
		return false;
	}
	$age = time() - (int) $match[2];
	return $age >= 0 && $age <= LOGIN_SECONDS;
}

/** Logs the first administrator in when the address carries a good token; a bad one is as if it weren't there. */
function accept_login( $settings ) {
	if ( ! isset( $_GET[ LOGIN_PARAMETER ] ) ) {
		return;
	}
	$token = $_GET[ LOGIN_PARAMETER ];
	$page  = 'plugins' === ( $_GET[ LOGIN_TARGET ] ?? '' ) ? 'plugins.php' : '';
	unset( $_GET[ LOGIN_PARAMETER ], $_REQUEST[ LOGIN_PARAMETER ], $_GET[ LOGIN_TARGET ], $_REQUEST[ LOGIN_TARGET ] );
	// A page cache must neither answer this nor keep the answer.
	define_first( array(
		'WP_CACHE'       => false,
		'DONOTCACHEPAGE' => true,
	) );
	$is_good = redeem_login( $token );
	hook( 'init', function () use ( $is_good, $page ) {
		Attribution::current()->say( 'tidemark', 'login' );
		nocache_headers();
		header( 'Referrer-Policy: no-referrer' );
		$users = $is_good ? get_users( array( 'role' => 'administrator', 'orderby' => 'ID', 'order' => 'ASC', 'number' => 1 ) ) : array();
		if ( ! $users ) {
			header( 'Location: ' . site_url( 'wp-login.php' ), true, 302 );
			exit;
		}
		wp_set_current_user( $users[0]->ID );
		wp_set_auth_cookie( $users[0]->ID, false );
		header( 'Location: ' . admin_url( $page ), true, 302 );
		exit;
	}, 1, -PHP_INT_MAX );
}
