<?php

namespace Tidemark;

/**
 * A small sign on every page of a quarantined branch. It is put in here, outside everything the site does, so that no page
 * cache ever stores it. Only where the output is a whole page, and at its last `</body>`: earlier ones may be part of a script.
 */
final class Badge {
	const MOST_AFTER_BODY = 65536;

	/** @var string */
	private $html;
	/** @var string */
	private $held = '';
	/** @var bool|null Known after the first text. */
	private $wanted;

	public function __construct( $settings ) {
		$name       = htmlspecialchars( $settings['branchName'], ENT_QUOTES, 'UTF-8' );
		$word       = 'peek' === $settings['kind'] ? 'Peek' : 'Branch';
		$this->html = '<div id="tidemark-badge" role="note" aria-label="Tidemark: ' . $word . ' ' . $name . '" style="all:initial;position:fixed;left:12px;bottom:12px;'
			. 'z-index:2147483000;padding:5px 10px;border-radius:999px;background:#0f2a3d;color:#fff;font:600 12px/1.4 system-ui,sans-serif;'
			. 'box-shadow:0 1px 4px rgba(0,0,0,.35);pointer-events:none;opacity:.92" title="Mail is caught, scheduled tasks are off, search engines are kept out.">'
			. $word . ': ' . $name . '</div>';
	}

	public function add( $text, $is_last ) {
		if ( null === $this->wanted ) {
			if ( '' === $text && ! $is_last ) {
				return '';
			}
			$this->wanted = $this->is_page() && 1 === preg_match( '~^\s*(?:<!--.*?-->\s*)*(?:<!doctype html|<html)~is', substr( $text, 0, 2048 ) );
		}
		if ( ! $this->wanted ) {
			return $text;
		}
		$text       = $this->held . $text;
		$this->held = '';
		// A `</body>` cut in two by the end of this piece is held as well.
		$at = strripos( $text, '</body' );
		if ( false === $at ) {
			$at = strlen( $text ) - ( preg_match( '~<(?:/(?:b(?:o(?:d)?)?)?)?$~iD', $text, $match ) ? strlen( $match[0] ) : 0 );
		}
		if ( $is_last ) {
			return 0 === stripos( substr( $text, $at ), '</body' ) ? substr( $text, 0, $at ) . $this->html . substr( $text, $at ) : $text;
		}
		if ( strlen( $text ) - $at > self::MOST_AFTER_BODY ) {
			$this->wanted = false;
			return $text;
		}
		$this->held = (string) substr( $text, $at );
		return (string) substr( $text, 0, $at );
	}

	/** Not what other programs or frames ask for; wp-admin says it in its own bar. */
	private function is_page() {
		foreach ( array( 'DOING_AJAX', 'DOING_CRON', 'REST_REQUEST', 'XMLRPC_REQUEST', 'IFRAME_REQUEST', 'WP_ADMIN' ) as $constant ) {
			if ( defined( $constant ) && constant( $constant ) ) {
				return false;
			}
		}
		if ( isset( $_GET['customize_changeset_uuid'] ) || isset( $_GET['customize_messenger_channel'] ) || isset( $_GET['wp_site_preview'] ) ) {
			return false;
		}
		$destination = $_SERVER['HTTP_SEC_FETCH_DEST'] ?? 'document';
		return in_array( $destination, array( 'document', 'empty', '' ), true );
	}
}
