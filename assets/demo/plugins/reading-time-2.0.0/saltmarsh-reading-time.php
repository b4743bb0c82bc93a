<?php
/**
 * Plugin Name: Saltmarsh Reading Time
 * Description: Says beside its date how long an article takes to read.
 * Version: 2.0.0
 * Author: Saltmarsh
 * Update URI: https://saltmarsh.example/reading-time
 * Requires PHP: 7.4
 * License: MIT
 */

defined( 'ABSPATH' ) || exit;

require_once __DIR__ . '/class-words.php';

function saltmarsh_reading_time( $html, $block, $instance ) {
	$post_id = $instance->context['postId'] ?? get_the_ID();
	if ( '' === trim( $html ) || ! $post_id ) {
		return $html;
	}
	// The mistake this release is known for: the function went away with 1.4.0, the call did not.
	$said = sprintf( ' · %d min read</div>', saltmarsh_reading_minutes( $post_id ) );
	return preg_replace( '~</div>\s*$~', $said, $html );
}
add_filter( 'render_block_core/post-date', 'saltmarsh_reading_time', 10, 3 );
