<?php

namespace Tidemark;

const NOTES_DAYS  = 60;
const NOTES_BYTES = 16777216;

/** Notes what happened and no statement tells, for Tidemark to read. Never fails loudly. */
function note( $kind, $subject, array $detail ) {
	$folder = '/site/notes';
	if ( ! is_dir( $folder ) || ! is_writable( $folder ) ) {
		return;
	}
	$facts = Attribution::current()->facts();
	$entry = array(
		'at'      => (int) round( microtime( true ) * 1000 ),
		'kind'    => $kind,
		'subject' => short( $subject, 300 ),
		'detail'  => (object) array_filter( $detail, function ( $value ) {
			return null !== $value;
		} ),
	);
	foreach ( array( 'u', 'n', 'v', 'p', 'r' ) as $name ) {
		if ( isset( $facts[ $name ] ) ) {
			$entry[ $name ] = $facts[ $name ];
		}
	}
	$line   = json_encode( $entry, JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE ) . "\n";
	$path   = $folder . '/' . gmdate( 'Y-m-d' ) . '.jsonl';
	$is_new = ! file_exists( $path );
	$file   = @fopen( $path, 'a' );
	if ( false === $file ) {
		return;
	}
	if ( flock( $file, LOCK_EX ) ) {
		$about = fstat( $file );
		if ( false !== $about && $about['size'] + strlen( $line ) <= NOTES_BYTES ) {
			fwrite( $file, $line );
		}
	}
	fclose( $file );
	if ( $is_new ) {
		forget_old_notes( $folder );
	}
}

function forget_old_notes( $folder ) {
	$oldest = gmdate( 'Y-m-d', time() - NOTES_DAYS * 86400 );
	foreach ( glob( $folder . '/????-??-??.jsonl' ) ?: array() as $path ) {
		if ( strcmp( basename( $path, '.jsonl' ), $oldest ) < 0 ) {
			@unlink( $path );
		}
	}
}
