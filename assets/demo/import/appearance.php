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
	keep_template( 'wp_template', 'home', 'Front page', read_template( $folder . '/home.html' ) );
	keep_template( 'wp_template', 'single', 'Article', read_template( $folder . '/single.html' ) );
	keep_template( 'wp_template', 'archive', 'Category', read_template( $folder . '/archive.html' ) );
	keep_template( 'wp_template_part', 'header', 'Header', read_template( $folder . '/header.html' ) );
	keep_template( 'wp_template_part', 'footer', 'Footer', read_template( $folder . '/footer.html' ) );
	keep_styles( file_get_contents( $folder . '/styles.json' ) );
}

/** Older releases say in other places how many columns a list has, and want to know whose part a part is. */
function read_template( $path ) {
	$text    = file_get_contents( $path );
	$version = get_bloginfo( 'version' );
	$text    = preg_replace( '~(<!-- wp:template-part \{"slug":"\w+")~', '$1,"theme":"' . get_stylesheet() . '"', $text );
	return version_compare( $version, '6.3', '<' )
		? preg_replace( '~<!-- wp:post-template \{.*?\} -->~', '<!-- wp:post-template -->', $text )
		: str_replace( ',"displayLayout":{"type":"flex","columns":3}', '', $text );
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
