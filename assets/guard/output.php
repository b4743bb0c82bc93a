<?php

namespace Tidemark;

const BUFFER_BYTES = 65536;

/** Puts the mapping around everything PHP puts out: headers and, where it is text, the body. */
function start_output( $settings, Origin $canonical, Origin $branch, Mapping $outward ) {
	if ( is_own_request() ) {
		return;
	}
	header_register_callback( function () use ( $canonical, $branch, $outward ) {
		try {
			put_out_headers( $canonical, $branch, $outward );
		} catch ( \Throwable $failure ) {
			error_log( 'Tidemark: ' . $failure->getMessage() );
		}
	} );
	$badge = $settings['quarantined'] ? new Badge( $settings ) : null;
	if ( $outward->is_idle() && null === $badge ) {
		return;
	}
	$stream  = new Stream( $outward );
	$is_text = null;
	ob_start( function ( $chunk, $phase ) use ( $stream, $badge, &$is_text ) {
		if ( $phase & PHP_OUTPUT_HANDLER_CLEAN ) {
			$stream->reset();
			return '';
		}
		try {
			if ( null === $is_text ) {
				$is_text = is_text( headers_list() );
			}
			if ( ! $is_text ) {
				return $chunk;
			}
			$is_last = (bool) ( $phase & PHP_OUTPUT_HANDLER_FINAL );
			$text    = $stream->add( $chunk, $is_last );
			return null === $badge ? $text : $badge->add( $text, $is_last );
		} catch ( \Throwable $failure ) {
			return $chunk;
		}
	}, BUFFER_BYTES );
}

/** Whether a body with these headers is text that is shown: not a picture, not a download. */
function is_text( array $headers ) {
	$type = 'text/html';
	foreach ( $headers as $header ) {
		if ( preg_match( '~^content-disposition:\s*attachment~i', $header ) || preg_match( '~^content-encoding:\s*(?!identity)\S~i', $header ) ) {
			return false;
		}
		if ( preg_match( '~^content-type:\s*([^;\s]+)~i', $header, $match ) ) {
			$type = strtolower( $match[1] );
		}
	}
	return 1 === preg_match( '~^(?:text/.+|application/(?:json|javascript|x-javascript|ecmascript|xml|x-www-form-urlencoded|[\w.\-]+\+(?:json|xml))|image/svg\+xml)$~', $type );
}

/** Maps addresses in headers; cookies hold for this host alone, whatever the site thinks of domains and https. */
function put_out_headers( Origin $canonical, Origin $branch, Mapping $outward ) {
	$headers = headers_list();
	$is_text = is_text( $headers );
	$cookies = array();
	foreach ( $headers as $header ) {
		list( $name, $value ) = array_pad( explode( ':', $header, 2 ), 2, '' );
		$value                = trim( $value );
		$lower                = strtolower( $name );
		if ( 'set-cookie' === $lower ) {
			$cookies[] = own_cookie( $outward->apply( $value ), $branch );
		} elseif ( 'content-length' === $lower ) {
			if ( $is_text ) {
				header_remove( $name );
			}
		} elseif ( 'strict-transport-security' === $lower && ! $branch->is_secure() ) {
			header_remove( $name );
		} elseif ( 'content-security-policy' === $lower && $canonical->is_secure() && ! $branch->is_secure() ) {
			$value = preg_replace( '~\bupgrade-insecure-requests\b;?\s*~i', '', $value );
			header_remove( $name );
			header( $name . ': ' . $outward->apply( $value ), false );
		} elseif ( $outward->may_contain( $value ) ) {
			$mapped = $outward->apply( $value );
			if ( $mapped !== $value ) {
				header_remove( $name );
				header( $name . ': ' . $mapped, true, http_response_code() );
			}
		}
	}
	if ( $cookies ) {
		header_remove( 'Set-Cookie' );
		foreach ( $cookies as $cookie ) {
			header( 'Set-Cookie: ' . $cookie, false );
		}
	}
}

function own_cookie( $cookie, Origin $branch ) {
	$cookie = preg_replace( '~;\s*domain=[^;]*~i', '', $cookie );
	if ( ! $branch->is_secure() ) {
		$cookie = preg_replace( '~;\s*secure(?=\s*(?:;|$))~i', '', $cookie );
		$cookie = preg_replace( '~;\s*samesite=none~i', '; SameSite=Lax', $cookie );
	}
	return $cookie;
}
