<?php
/**
 * Plugin Name: Saltmarsh Reading Time
 * Description: Says beside its date how long an article takes to read.
 * Version: 1.4.0
 * Author: Saltmarsh
 * Update URI: https://saltmarsh.example/reading-time
 * Requires PHP: 7.4
 * License: MIT
 */

defined( 'ABSPATH' ) || exit;

/** Minutes, rounded up, at the pace of a person with a cup of tea. */
function saltmarsh_reading_minutes( $post_id ) {
	$words = str_word_count( wp_strip_all_tags( (string) get_post_field( 'post_content', $post_id ) ) );
	return max( 1, (int) ceil( $words / 75 ) );
}

function saltmarsh_reading_time( $html, $block, $instance ) {
	$post_id = $instance->context['postId'] ?? get_the_ID();
	if ( '' === trim( $html ) || ! $post_id ) {
		return $html;
	}
	$said = sprintf( ' · %d min read</div>', saltmarsh_reading_minutes( $post_id ) );
	return preg_replace( '~</div>\s*$~', $said, $html );
}
add_filter( 'render_block_core/post-date', 'saltmarsh_reading_time', 10, 3 );
