<?php

namespace Saltmarsh;

defined( 'ABSPATH' ) || exit;

/** Counts words in any language. */
class Words {
	public static function minutes( $post_id ) {
		$text = wp_strip_all_tags( (string) get_post_field( 'post_content', $post_id ) );
		return max( 1, (int) ceil( preg_match_all( '~[\p{L}\p{N}’\'-]+~u', $text ) / 75 ) );
	}
}
