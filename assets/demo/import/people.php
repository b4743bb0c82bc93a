<?php

namespace Tidemark\Demo;

/** Who writes; the first is the administrator WordPress was installed with. User ids by first name. */
function make_people( $now ) {
	$people = array(
		'ingrid' => array( 'Ingrid Vale', 'Edits the Review, keeps the keys of the boathouse, and peels shrimps.' ),
		'mina'   => array( 'Mina Okafor', 'Counts birds before breakfast and writes about it after.' ),
		'tomas'  => array( 'Tomas Reed', 'Mends boats, draws maps, doubts the seventh wave.' ),
		'jonah'  => array( 'Jonah Pell', 'Walks out to the point most days and is usually back in time.' ),
	);
	$ids    = array();
	foreach ( $people as $name => list( $display, $about ) ) {
		list( $first, $last ) = explode( ' ', $display );
		$user = array(
			'display_name' => $display,
			'nickname'     => $first,
			'first_name'   => $first,
			'last_name'    => $last,
			'description'  => $about,
		);
		if ( 'ingrid' === $name ) {
			$user['ID'] = 1;
			$ids[ $name ] = wp_update_user( $user );
			continue;
		}
		$ids[ $name ] = wp_insert_user( $user + array(
			'user_login'      => $name,
			'user_email'      => $name . '@longshore.example',
			'user_pass'       => wp_generate_password( 24 ),
			'role'            => 'author',
			'user_registered' => gmdate( 'Y-m-d H:i:s', $now - 150 * DAY_IN_SECONDS ),
		) );
	}
	return array_map( __NAMESPACE__ . '\sound', $ids );
}

/** Term ids by the name of the category's file. */
function make_categories() {
	$categories = array(
		'shore'    => array( 'Shore', 'What comes in, what goes out.' ),
		'kitchen'  => array( 'Kitchen', 'Mostly fish, often lemon.' ),
		'workshop' => array( 'Workshop', 'Boats, knots, nets, paint.' ),
		'walks'    => array( 'Walks', 'On foot, at the right hour.' ),
		'letters'  => array( 'Letters', 'To us, from us, and once from a lightship.' ),
	);
	$ids        = array();
	foreach ( $categories as $slug => list( $name, $about ) ) {
		$term         = sound( wp_insert_term( $name, 'category', array( 'slug' => $slug, 'description' => $about ) ) );
		$ids[ $slug ] = $term['term_id'];
	}
	return $ids;
}

/** What WordPress gave back, unless it is an error: then the import ends with its words. */
function sound( $result ) {
	if ( is_wp_error( $result ) || ! $result ) {
		throw new \RuntimeException( is_wp_error( $result ) ? $result->get_error_message() : 'WordPress did not take it' );
	}
	return $result;
}
