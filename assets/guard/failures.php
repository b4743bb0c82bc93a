<?php

namespace Tidemark;

const FAILURE_SECONDS = 60;
const FAILURES_KEPT   = 200;

/** Notes pages that fail, and that they answer well again. One look at a folder per request where all is well. */
function watch_answers() {
	register_shutdown_function( function () {
		// What ended the request must stay the last error: WordPress' own handler and its editors look for it after this, and
		// a warning takes its place even where `@` keeps it silent.
		set_error_handler( function () {
			return true;
		} );
		try {
			look_at_answer();
		} catch ( \Throwable $failure ) {
			error_log( 'Tidemark: ' . $failure->getMessage() );
		} finally {
			restore_error_handler();
		}
	} );
}

function look_at_answer() {
	// WordPress tries out what was edited or switched on, and takes it back where it fails: no visitor met that.
	if ( defined( 'WP_SANDBOX_SCRAPING' ) && WP_SANDBOX_SCRAPING ) {
		return;
	}
	$error  = error_get_last();
	$fatal  = null !== $error && ( $error['type'] & ( E_ERROR | E_PARSE | E_CORE_ERROR | E_COMPILE_ERROR | E_USER_ERROR | E_RECOVERABLE_ERROR ) );
	$status = $fatal ? max( 500, (int) http_response_code() ) : (int) http_response_code();
	$folder = failures_folder();
	if ( $status < 500 && null === $folder ) {
		return;
	}
	require_once __DIR__ . '/notes.php';
	$path = cut( (string) parse_url( (string) ( $_SERVER['REQUEST_URI'] ?? '/' ), PHP_URL_PATH ), 200 );
	$name = sha1( $path );
	if ( $status >= 500 ) {
		// While WordPress is being updated, or its database starts, every page says so.
		if ( ! $fatal && ( is_file( '/site/html/.maintenance' ) || ! isset( $GLOBALS['wpdb'] ) || empty( $GLOBALS['wpdb']->ready ) ) ) {
			return;
		}
		if ( mark_failure( $name . '.' . $status ) ) {
			$message = $fatal ? fatal_message( $error ) : null;
			note( 'page-failed', $path, array( 'status' => $status, 'path' => $path, 'message' => $message ) );
		}
	} elseif ( $status < 400 ) {
		$marks   = glob( $folder . '/' . $name . '.*' ) ?: array();
		$removed = array_filter( $marks, function ( $file ) {
			return @unlink( $file );
		} );
		// Of several that find it well at once, the one that takes the mark away says it.
		if ( $removed ) {
			note( 'page-recovered', $path, array( 'status' => $status, 'path' => $path ) );
		}
	}
}

/** What went wrong and where: the first line, for the rest is a trace. */
function fatal_message( array $error ) {
	$line = (string) strtok( $error['message'], "\n" );
	return short( false === strpos( $line, ' in /' ) ? $line . ' in ' . $error['file'] . ':' . $error['line'] : $line, 400 );
}

/** Where failures are remembered; null where there was none yet. */
function failures_folder() {
	foreach ( array( HOME . '/state', sys_get_temp_dir() . '/tidemark-state' ) as $base ) {
		if ( is_dir( $base . '/failures' ) ) {
			return $base . '/failures';
		}
	}
	return null;
}

/** True for a failure that is not noted already. */
function mark_failure( $name ) {
	$folder = state_folder( 'failures' );
	$mark   = $folder . '/' . $name;
	if ( null === $folder || ( is_file( $mark ) && filemtime( $mark ) > time() - FAILURE_SECONDS ) ) {
		return false;
	}
	if ( ! is_file( $mark ) && count( glob( $folder . '/*' ) ?: array() ) >= FAILURES_KEPT ) {
		return false;
	}
	return touch( $mark );
}
