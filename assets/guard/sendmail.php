<?php
/** Stands in for sendmail: what PHP's mail() hands over is caught like every other mail. */

namespace Tidemark;

if ( ! defined( 'TIDEMARK' ) ) {
	require __DIR__ . '/guard.php';
}
$settings = load_settings();
if ( null === $settings ) {
	exit( 1 );
}
$raw                = (string) stream_get_contents( STDIN );
list( $head, $body ) = array_pad( preg_split( '~\r?\n\r?\n~', $raw, 2 ), 2, '' );
$headers            = preg_split( '~\r?\n(?![ \t])~', $head );
$named              = array();
foreach ( $headers as $header ) {
	list( $name, $value )         = array_pad( explode( ':', $header, 2 ), 2, '' );
	$named[ strtolower( $name ) ] = trim( (string) iconv_mime_decode( trim( $value ), ICONV_MIME_DECODE_CONTINUE_ON_ERROR, 'UTF-8' ) );
}
$encoding = strtolower( $named['content-transfer-encoding'] ?? '' );
if ( 'base64' === $encoding ) {
	$body = (string) base64_decode( $body );
} elseif ( 'quoted-printable' === $encoding ) {
	$body = quoted_printable_decode( $body );
}
$outward = Mapping::outward( new Origin( $settings['canonical'] ), new Origin( $settings['origin'] ) );
keep_mail( $settings, $named['to'] ?? '', $named['subject'] ?? '', $headers, $outward->apply( $body ), false !== stripos( $named['content-type'] ?? '', 'html' ) );
