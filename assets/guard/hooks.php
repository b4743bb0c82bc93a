<?php

namespace Tidemark;

/** Puts a filter or action where WordPress looks for those set before it was loaded. */
function hook( $name, $callback, $accepted = 1, $priority = 10 ) {
	if ( function_exists( 'add_filter' ) ) {
		add_filter( $name, $callback, $priority, $accepted );
		return;
	}
	$GLOBALS['wp_filter'][ $name ][ $priority ][] = array(
		'function'      => $callback,
		'accepted_args' => $accepted,
	);
}

function add_hooks( $settings, Origin $canonical, Origin $branch, Mapping $outward, Mapping $inward ) {
	keep_addresses( $canonical );
	map_what_comes_in( $inward );
	catch_mail( $settings, $outward );
	sign_statements();
	watch_risks();
	reach_itself( $canonical, $branch, $outward );
	if ( $settings['quarantined'] ) {
		quarantine_network( $canonical, $branch );
		hook( 'option_blog_public', function ( $value ) {
			return function_exists( 'is_admin' ) && is_admin() ? $value : '0';
		}, 1, PHP_INT_MAX );
		hook( 'admin_bar_menu', function ( $bar ) use ( $settings ) {
			if ( is_admin() ) {
				$word = 'peek' === $settings['kind'] ? 'Peek' : 'Branch';
				$bar->add_node( array(
					'id'    => 'tidemark-badge',
					'title' => esc_html( $word . ': ' . $settings['branchName'] ),
					'meta'  => array( 'title' => 'Tidemark: mail is caught, scheduled tasks are off, search engines are kept out.' ),
				) );
			}
		}, 1, 5 );
	}
}

/**
 * home and siteurl: what the database says, on the canonical origin. WordPress in a folder of its own (siteurl below home)
 * stays there; an address from elsewhere (a mistyped setting, a domain the site moved away from) is replaced whole.
 */
function keep_addresses( Origin $canonical ) {
	$bare = preg_replace( '~^www\.~', '', $canonical->host );
	foreach ( array( 'home', 'siteurl' ) as $option ) {
		$stored = null;
		hook( 'option_' . $option, function ( $value ) use ( &$stored ) {
			$stored = $value;
			return $value;
		}, 1, -PHP_INT_MAX );
		hook( 'option_' . $option, function () use ( &$stored, $canonical, $bare ) {
			$origin = is_string( $stored ) && '' !== $stored ? new Origin( $stored ) : $canonical;
			return preg_replace( '~^www\.~', '', $origin->host ) === $bare ? $canonical->text() . $origin->path : $canonical->home();
		}, 1, PHP_INT_MAX );
	}
}

/** What PHP gets as JSON can't be changed before WordPress reads it: it is mapped where it arrives. */
function map_what_comes_in( Mapping $inward ) {
	if ( $inward->is_idle() ) {
		return;
	}
	hook( 'rest_pre_dispatch', function ( $result, $server, $request ) use ( $inward ) {
		$type = $request->get_content_type();
		if ( null !== $type && ( 'application/json' === $type['value'] || '+json' === substr( $type['value'], -5 ) ) ) {
			$body = $request->get_body();
			if ( is_string( $body ) && $inward->may_contain( $body ) ) {
				$request->set_body( $inward->apply( $body ) );
			}
		}
		$query = $request->get_query_params();
		if ( is_array( $query ) ) {
			$request->set_query_params( $inward->apply_deep( $query ) );
		}
		return $result;
	}, 3, -PHP_INT_MAX );
	// Posts that came another way (XML-RPC, a plugin reading the request itself).
	hook( 'wp_insert_post_data', function ( $data ) use ( $inward ) {
		return is_array( $data ) ? $inward->apply_deep( $data ) : $data;
	}, 1, PHP_INT_MAX );
	hook( 'preprocess_comment', function ( $data ) use ( $inward ) {
		return is_array( $data ) ? $inward->apply_deep( $data ) : $data;
	}, 1, PHP_INT_MAX );
}
