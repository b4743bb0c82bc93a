<?php

namespace Tidemark;

const ASK_SECONDS   = 2.0;
const KNOCK_SECONDS = 0.1;
const ASK_BYTES     = 2048;

/**
 * Asks Tidemark for a checkpoint and waits for it, two seconds at most. `keys` are what it is about, for a program: each is asked
 * for once in a request, whichever way WordPress comes by it again.
 */
function ask_before( $deed, array $keys, $subject, $from = null, $to = null, $count = null ) {
	static $asked = array();
	$settings = load_settings();
	if ( null === $settings || false === ( $settings['beforeRisks'] ?? true ) ) {
		return;
	}
	$new = false;
	foreach ( $keys as $key ) {
		$new                         = $new || ! isset( $asked[ $deed . ' ' . $key ] );
		$asked[ $deed . ' ' . $key ] = true;
	}
	if ( ! $new ) {
		return;
	}
	$user = user_known();
	$line = json_encode( array(
		'verb' => 'checkpoint',
		'risk' => array(
			'deed'    => $deed,
			'subject' => short( $subject, 200 ),
			'from'    => null === $from ? null : short( $from, 100 ),
			'to'      => null === $to ? null : short( $to, 100 ),
			'count'   => $count,
		),
		'who'  => null === $user ? null : $user[1],
	), JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE );
	if ( is_string( $line ) && strlen( $line ) < ASK_BYTES ) {
		exchange_line( $line );
	}
}

/** Says a line to Tidemark and hears one. Nobody there: at once. */
function exchange_line( $line ) {
	$path = '/site/run/tidemark.sock';
	if ( ! file_exists( $path ) ) {
		return;
	}
	$until = microtime( true ) + ASK_SECONDS;
	// Nor may a site's own handler of errors hear of a socket that nobody listens at.
	set_error_handler( function () {
		return true;
	} );
	try {
		$socket = stream_socket_client( 'unix://' . $path, $number, $text, KNOCK_SECONDS );
		if ( is_resource( $socket ) ) {
			stream_set_blocking( $socket, false );
			fwrite( $socket, $line . "\n" );
			hear_line( $socket, $until );
			fclose( $socket );
		}
	} catch ( \Throwable $failure ) {
		error_log( 'Tidemark: ' . $failure->getMessage() );
	} finally {
		restore_error_handler();
	}
}

function hear_line( $socket, $until ) {
	$heard = '';
	while ( false === strpos( $heard, "\n" ) && strlen( $heard ) < ASK_BYTES ) {
		$left = $until - microtime( true );
		if ( $left <= 0 ) {
			return;
		}
		$read  = array( $socket );
		$none  = null;
		$ready = stream_select( $read, $none, $none, (int) $left, (int) ( ( $left - (int) $left ) * 1000000 ) );
		if ( false === $ready ) {
			return;
		}
		$piece = 0 === $ready ? '' : fread( $socket, ASK_BYTES );
		if ( false === $piece || ( '' === $piece && feof( $socket ) ) ) {
			return;
		}
		$heard .= $piece;
	}
}
