<?php

namespace Tidemark;

function is_own_host( $host, Origin $canonical, Origin $branch ) {
	$family = $branch->family();
	$bare   = preg_replace( '~^www\.~', '', $canonical->host );
	return in_array( $host, array( $bare, 'www.' . $bare, $branch->host, $family, 'localhost', '127.0.0.1' ), true );
}

/**
 * The site's requests to its canonical address go to its own web server: never over the network, never to the site it was
 * copied from. They say that they come from inside and are answered with canonical addresses.
 */
function reach_itself( Origin $canonical, Origin $branch, Mapping $outward ) {
	hook( 'requests-requests.before_request', function ( &$url, &$headers ) use ( $canonical, $branch, $outward ) {
		$host = strtolower( (string) parse_url( $url, PHP_URL_HOST ) );
		if ( ! is_own_host( $host, $canonical, $branch ) ) {
			return;
		}
		$mapped = $outward->apply( $url );
		if ( strtolower( (string) parse_url( $mapped, PHP_URL_HOST ) ) === $branch->host ) {
			$url                        = $mapped;
			$headers['Tidemark-Inside'] = '1';
		}
	}, 2 );
	hook( 'http_api_curl', function ( $handle, $arguments, $url ) use ( $branch ) {
		$port = '' === $branch->port ? ( $branch->is_secure() ? '443' : '80' ) : $branch->port;
		curl_setopt( $handle, CURLOPT_RESOLVE, array( $branch->host . ':' . $port . ':127.0.0.1' ) );
	}, 3 );
}

/** Through WordPress a quarantined branch reaches wordpress.org and itself. */
function quarantine_network( Origin $canonical, Origin $branch ) {
	hook( 'pre_http_request', function ( $answer, $arguments, $url ) use ( $canonical, $branch ) {
		$host = strtolower( (string) parse_url( $url, PHP_URL_HOST ) );
		if ( 1 === preg_match( '~(?:^|\.)wordpress\.org$~', $host ) || is_own_host( $host, $canonical, $branch ) ) {
			return $answer;
		}
		return new \WP_Error( 'http_request_not_executed', 'Tidemark keeps this branch from reaching ' . $host . '.' );
	}, 3, -PHP_INT_MAX );
}
