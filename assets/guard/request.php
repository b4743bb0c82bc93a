<?php

namespace Tidemark;

/** Turns the request into the one the canonical address would have received. Uploads and php://input stay as they came. */
function take_in_request( Origin $canonical, Origin $branch, Mapping $inward ) {
	$_SERVER['HTTP_ACCEPT_ENCODING'] = 'identity';
	if ( $inward->is_idle() ) {
		return;
	}
	foreach ( array( 'REQUEST_URI', 'QUERY_STRING', 'HTTP_REFERER', 'HTTP_ORIGIN', 'REDIRECT_QUERY_STRING', 'HTTP_X_WP_REDIRECT' ) as $name ) {
		if ( isset( $_SERVER[ $name ] ) && is_string( $_SERVER[ $name ] ) ) {
			$_SERVER[ $name ] = $inward->apply( $_SERVER[ $name ] );
		}
	}
	$_GET     = $inward->apply_deep( $_GET );
	$_POST    = $inward->apply_deep( $_POST );
	$_COOKIE  = $inward->apply_deep( $_COOKIE );
	$_REQUEST = $inward->apply_deep( $_REQUEST );

	$_SERVER['HTTP_HOST']      = $canonical->authority();
	$_SERVER['SERVER_NAME']    = $canonical->host;
	$_SERVER['SERVER_PORT']    = '' !== $canonical->port ? $canonical->port : ( $canonical->is_secure() ? '443' : '80' );
	$_SERVER['REQUEST_SCHEME'] = $canonical->scheme;
	if ( $canonical->is_secure() ) {
		$_SERVER['HTTPS'] = 'on';
	} else {
		unset( $_SERVER['HTTPS'] );
	}
	$forwarded = array(
		'HTTP_X_FORWARDED_PROTO' => $canonical->scheme,
		'HTTP_X_FORWARDED_HOST'  => $canonical->authority(),
		'HTTP_X_FORWARDED_PORT'  => $_SERVER['SERVER_PORT'],
	);
	foreach ( $forwarded as $name => $value ) {
		if ( isset( $_SERVER[ $name ] ) ) {
			$_SERVER[ $name ] = $value;
		}
	}
}

/** True for a request the site makes to itself: it is answered as the canonical address would. */
function is_own_request() {
	return isset( $_SERVER['HTTP_TIDEMARK_INSIDE'] );
}
