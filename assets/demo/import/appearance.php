<?php

namespace Tidemark\Demo;

/**
 * The default theme with a front page, header and footer of the magazine's own, kept where WordPress' site editor keeps what a
 * person changed there. A theme without block templates stays as it is.
 */
function set_appearance() {
	if ( ! wp_is_block_theme() ) {
		return;
	}
	$folder = FOLDER . '/templates';
	keep_template( 'wp_template', 'home', 'Front page', file_get_contents( $folder . '/home.html' ) );
	keep_template( 'wp_template', 'single', 'Article', file_get_contents( $folder . '/single.html' ) );
	keep_template( 'wp_template', 'archive', 'Category', file_get_contents( $folder . '/archive.html' ) );
	keep_template( 'wp_template_part', 'header', 'Header', file_get_contents( $folder . '/header.html' ) );
	keep_template( 'wp_template_part', 'footer', 'Footer', file_get_contents( $folder . '/footer.html' ) );
	keep_styles( file_get_contents( $folder . '/styles.json' ) );
}

function keep_template( $type, $slug, $title, $content ) {
	$terms = array( 'wp_theme' => array( get_stylesheet() ) );
	if ( 'wp_template_part' === $type ) {
		$terms['wp_template_part_area'] = array( $slug );
	}
	$id = sound( wp_insert_post( wp_slash( array(
		'post_type'    => $type,
		'post_name'    => $slug,
		'post_title'   => $title,
		'post_status'  => 'publish',
		'post_author'  => 1,
		'post_content' => $content,
	) ), true ) );
	// By hand: wp_insert_post() gives terms only to somebody who is logged in and may.
	foreach ( $terms as $taxonomy => $names ) {
		sound( wp_set_object_terms( $id, $names, $taxonomy ) );
	}
}

function keep_styles( $json ) {
	$id = sound( wp_insert_post( wp_slash( array(
		'post_type'    => 'wp_global_styles',
		'post_name'    => 'wp-global-styles-' . rawurlencode( get_stylesheet() ),
		'post_title'   => 'Custom Styles',
		'post_status'  => 'publish',
		'post_author'  => 1,
		'post_content' => wp_json_encode( json_decode( $json, true ), JSON_UNESCAPED_SLASHES ),
	) ), true ) );
	sound( wp_set_object_terms( $id, array( get_stylesheet() ), 'wp_theme' ) );
}
