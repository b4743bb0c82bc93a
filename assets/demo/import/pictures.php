<?php

namespace Tidemark\Demo;

/** Puts a picture into the media library, in all sizes the theme may ask for. Returns the attachment's id. */
function add_picture( $name, $title, $alt, $author, $local_date ) {
	static $once = null;
	// The quicker of the two libraries WordPress can draw with: thirty pictures are waited for.
	$once = $once ?? add_filter( 'wp_image_editors', function () {
		return array( 'WP_Image_Editor_GD', 'WP_Image_Editor_Imagick' );
	} );

	$folder = wp_upload_dir( str_replace( '-', '/', substr( $local_date, 0, 7 ) ) );
	$path   = $folder['path'] . '/' . $name . '.jpg';
	if ( ! copy( FOLDER . '/pictures/' . $name . '.jpg', $path ) ) {
		throw new \RuntimeException( 'the picture ' . $name . ' could not be copied' );
	}
	$id = sound( wp_insert_attachment( array(
		'post_title'     => $title,
		'post_mime_type' => 'image/jpeg',
		'post_status'    => 'inherit',
		'post_author'    => $author,
		'post_date'      => $local_date,
		'guid'           => $folder['url'] . '/' . $name . '.jpg',
	), $path, 0, true ) );
	update_post_meta( $id, '_wp_attachment_image_alt', $alt );
	wp_update_attachment_metadata( $id, wp_generate_attachment_metadata( $id, $path ) );
	return $id;
}
