<?php

namespace Tidemark;

const MAILS_KEPT = 500;
const BODY_BYTES = 262144;
const FILE_BYTES = 12582912;

/** The one file that holds a lane's caught mail: a JSON object per line, oldest first. In the lane's volume, outside the document root. */
function mail_file() {
	return ( getenv( 'TIDEMARK_MAIL' ) ?: '/site/mail' ) . '/caught.jsonl';
}

/** Nothing is ever sent from a branch: mail is kept for Tidemark to show. */
function catch_mail( $settings, Mapping $outward ) {
	hook( 'pre_wp_mail', function ( $answer, $mail ) use ( $settings, $outward ) {
		$headers = is_array( $mail['headers'] ) ? $mail['headers'] : preg_split( '~\r?\n~', (string) $mail['headers'] );
		$headers = array_values( array_filter( array_map( 'strval', $headers ), 'strlen' ) );
		$type    = apply_filters( 'wp_mail_content_type', 'text/plain' );
		foreach ( $headers as $header ) {
			if ( preg_match( '~^content-type:\s*([^;]+)~i', $header, $match ) ) {
				$type = trim( $match[1] );
			}
		}
		foreach ( (array) $mail['attachments'] as $attachment ) {
			$headers[] = 'X-Attachment: ' . basename( (string) $attachment );
		}
		$to = is_array( $mail['to'] ) ? implode( ', ', $mail['to'] ) : (string) $mail['to'];
		keep_mail( $settings, $to, (string) $mail['subject'], $headers, $outward->apply( (string) $mail['message'] ), false !== stripos( $type, 'html' ) );
		return true;
	}, 2, PHP_INT_MAX );
	// A plugin with its own wp_mail() passes by the filter above; PHP's own mail() is caught as well.
	hook( 'phpmailer_init', function ( $mailer ) {
		$mailer->isMail();
	}, 1, PHP_INT_MAX );
}

/** Appends one mail; drops the oldest when there are too many. Never fails loudly. */
function keep_mail( $settings, $to, $subject, array $headers, $body, $is_html ) {
	$now   = microtime( true );
	$entry = json_encode( array(
		'id'      => bin2hex( random_bytes( 8 ) ),
		'at'      => gmdate( 'Y-m-d\TH:i:s', (int) $now ) . sprintf( '.%03dZ', (int) ( ( $now - (int) $now ) * 1000 ) ),
		'branch'  => $settings['branchId'],
		'to'      => $to,
		'subject' => $subject,
		'headers' => $headers,
		'body'    => substr( $body, 0, BODY_BYTES ),
		'html'    => $is_html,
	), JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE );
	$folder = dirname( mail_file() );
	if ( ! is_dir( $folder ) ) {
		@mkdir( $folder, 0700, true );
	}
	$file = @fopen( mail_file(), 'c+' );
	if ( false === $file || ! flock( $file, LOCK_EX ) ) {
		error_log( 'Tidemark: a mail to ' . $to . ' could not be kept' );
		return;
	}
	$text  = (string) stream_get_contents( $file );
	$lines = '' === $text ? array() : explode( "\n", rtrim( $text, "\n" ) );
	if ( count( $lines ) >= MAILS_KEPT || strlen( $text ) + strlen( $entry ) > FILE_BYTES ) {
		$lines = array_slice( $lines, (int) ceil( count( $lines ) / 5 ) );
		ftruncate( $file, 0 );
		rewind( $file );
		fwrite( $file, $lines ? implode( "\n", $lines ) . "\n" : '' );
	}
	fseek( $file, 0, SEEK_END );
	fwrite( $file, $entry . "\n" );
	fclose( $file );
}
