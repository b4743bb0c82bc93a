<?php

namespace Tidemark\Demo;

/** Removes what every fresh WordPress begins with. The category of the letters takes the place of "Uncategorized". */
function empty_fresh_site( array $categories ) {
	foreach ( get_posts( array( 'post_type' => array( 'post', 'page' ), 'post_status' => 'any', 'numberposts' => -1 ) ) as $post ) {
		wp_delete_post( $post->ID, true );
	}
	$old = (int) get_option( 'default_category' );
	update_option( 'default_category', $categories['letters'] );
	wp_delete_term( $old, 'category' );
}

function settle_options( $title, array $categories ) {
	$options = array(
		'blogname'               => $title,
		'blogdescription'        => 'A small magazine from the edge of the water',
		'date_format'            => 'j F Y',
		'time_format'            => 'H:i',
		'start_of_week'          => 1,
		'posts_per_page'         => 12,
		'comment_moderation'     => 0,
		'comment_previously_approved' => 0,
		'comments_notify'        => 0,
		'moderation_notify'      => 0,
		'show_avatars'           => 0,
		'thread_comments'        => 1,
		'default_pingback_flag'  => 0,
	);
	foreach ( $options as $name => $value ) {
		update_option( $name, $value );
	}
	// The dashboard begins with what there is to do, not with a tour of WordPress.
	update_user_meta( 1, 'show_welcome_panel', 0 );
}

function make_post( array $article, array $people, array $categories, $now ) {
	$author = $people[ $article['by'] ];
	// Published in the morning, never in the future; each article at its own minute.
	$at    = min( $now - 2 * HOUR_IN_SECONDS, strtotime( 'today', $now - $article['days'] * DAY_IN_SECONDS ) + 7 * HOUR_IN_SECONDS + ( crc32( $article['title'] ) % 7200 ) );
	$date  = wp_date( 'Y-m-d H:i:s', $at );
	$photo = add_picture( $article['picture'], ucfirst( str_replace( '-', ' ', $article['picture'] ) ), $article['alt'], $author, $date );
	$id    = sound( wp_insert_post( wp_slash( array(
		'post_title'    => $article['title'],
		'post_content'  => $article['content'],
		'post_excerpt'  => $article['standfirst'],
		'post_status'   => 'publish',
		'post_author'   => $author,
		'post_date'     => $date,
		'post_category' => array( $categories[ $article['category'] ] ),
		'meta_input'    => array( '_thumbnail_id' => $photo ),
	) ), true ) );
	foreach ( $article['comments'] as $index => $comment ) {
		$said = min( $now - HOUR_IN_SECONDS + $index * 60, $at + ( $index + 1 ) * 5 * HOUR_IN_SECONDS + strlen( $comment['text'] ) * 61 );
		make_comment( $id, $comment, $people, $said );
	}
	return $id;
}

function make_comment( $post, array $comment, array $people, $at ) {
	$writer = get_users( array( 'search' => $comment['name'], 'search_columns' => array( 'display_name' ) ) )[0] ?? null;
	sound( wp_insert_comment( wp_slash( array(
		'comment_post_ID'      => $post,
		'comment_author'       => $comment['name'],
		'comment_author_email' => $writer ? $writer->user_email : sanitize_title( $comment['name'] ) . '@readers.example',
		'comment_content'      => $comment['text'],
		'comment_date'         => wp_date( 'Y-m-d H:i:s', $at ),
		'comment_date_gmt'     => gmdate( 'Y-m-d H:i:s', $at ),
		'comment_approved'     => 1,
		'user_id'              => $writer ? $writer->ID : 0,
	) ) ) );
}
