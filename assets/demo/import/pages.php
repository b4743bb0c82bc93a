<?php

namespace Tidemark\Demo;

/** The pages that stay, and the menu that leads to them. */
function make_pages( array $people, $now ) {
	$pages = array(
		'about'        => array( 'About', "The Longshore Review is a small magazine from the edge of the water. Four people make it at a table that is also used for sails.\n\nWe write about what came in with the tide, what is ripe, what is being mended, and which path has gone. Nothing here is urgent. Much of it is true.\n\n## How it comes about\n\n- Mina counts, and writes down what she counted.\n- Tomas mends, and explains afterwards.\n- Jonah walks, and is usually back in time.\n- Ingrid takes things out until it is short enough.\n\nThere is no newsletter. Come by again when the tide has turned." ),
		'write-for-us' => array( 'Write for us', "Yes, please. Three hundred words or fewer, about one thing you have looked at for long enough.\n\n\" Say where you stood, and what the water was doing.\n\nPut it through the blue door or tell it to whoever is at the counter. We pay in bread on Fridays." ),
		'almanac'      => array( 'Almanac', "What to expect by the month, roughly, and with apologies to the weather.\n\n## Winter\n\nWaders on the flats from first light. The causeway closes at spring tides for three hours around noon. Soup.\n\n## Spring\n\nBoats go back in. Sea pinks along the wall from the third week of April.\n\n## Summer\n\nSamphire from June. The stepping stones are dry, all but the ninth.\n\n## Autumn\n\nThree weeks of low sun. Preserve the lemons now." ),
	);
	$links = array();
	foreach ( $pages as $slug => list( $title, $text ) ) {
		$id = sound( wp_insert_post( wp_slash( array(
			'post_type'      => 'page',
			'post_name'      => $slug,
			'post_title'     => $title,
			'post_content'   => to_blocks( $text ),
			'post_status'    => 'publish',
			'post_author'    => $people['ingrid'],
			'post_date'      => wp_date( 'Y-m-d H:i:s', $now - 150 * DAY_IN_SECONDS ),
			'comment_status' => 'closed',
		) ), true ) );
		$links[ $slug ] = menu_link( $title, 'page', 'post-type', $id, get_permalink( $id ) );
	}
	make_menu( $links );
}

function make_menu( array $pages ) {
	$links = array();
	foreach ( get_terms( array( 'taxonomy' => 'category', 'hide_empty' => false, 'orderby' => 'term_id' ) ) as $term ) {
		$links[] = menu_link( $term->name, 'category', 'taxonomy', $term->term_id, get_term_link( $term ) );
	}
	$links[] = $pages['almanac'];
	$links[] = $pages['about'];
	sound( wp_insert_post( wp_slash( array(
		'post_type'    => 'wp_navigation',
		'post_title'   => 'Main menu',
		'post_name'    => 'main-menu',
		'post_status'  => 'publish',
		'post_author'  => 1,
		'post_content' => implode( "\n", $links ),
	) ), true ) );
}

function menu_link( $label, $type, $kind, $id, $url ) {
	$attributes = array( 'label' => $label, 'type' => $type, 'id' => $id, 'url' => $url, 'kind' => $kind, 'isTopLevelLink' => true );
	return '<!-- wp:navigation-link ' . wp_json_encode( $attributes, JSON_UNESCAPED_SLASHES ) . ' /-->';
}
