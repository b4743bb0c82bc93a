<?php
/**
 * Fills a freshly installed WordPress with the demo's magazine, from JSON on its input: {"title": …, "now": Unix seconds}.
 * Run once, in the site's folder, by PHP's command line. Says how much it made, as JSON.
 */

namespace Tidemark\Demo;

const FOLDER = __DIR__ . '/..';

$input = json_decode( (string) stream_get_contents( STDIN ), true );
$_SERVER += array( 'SERVER_PROTOCOL' => 'HTTP/1.1', 'REQUEST_METHOD' => 'GET', 'REQUEST_URI' => '/', 'REMOTE_ADDR' => '127.0.0.1' );
define( 'WP_IMPORTING', true );
define( 'DISABLE_WP_CRON', true );
require getcwd() . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/image.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';
require_once ABSPATH . 'wp-admin/includes/file.php';

foreach ( array( 'articles', 'people', 'pictures', 'posts', 'pages', 'appearance', 'plugin' ) as $part ) {
	require_once __DIR__ . '/' . $part . '.php';
}

// Nothing made here is announced to anybody, and nothing is counted before the end.
add_filter( 'pre_wp_mail', '__return_true' );
remove_action( 'publish_post', '_publish_post_hook', 5 );
remove_action( 'transition_post_status', '_update_term_count_on_transition_post_status' );
wp_defer_term_counting( true );
wp_defer_comment_counting( true );

$articles   = read_articles( FOLDER . '/magazine' );
$people     = make_people( $input['now'] );
$categories = make_categories();
empty_fresh_site( $categories );
settle_options( $input['title'], $categories );
$pictures = count( $articles );
foreach ( $articles as $article ) {
	make_post( $article, $people, $categories, $input['now'] );
}
make_pages( $people, $input['now'] );
set_appearance( $categories );
install_plugin();

wp_defer_comment_counting( false );
wp_defer_term_counting( false );
echo wp_json_encode( array( 'posts' => count( $articles ), 'pictures' => $pictures ) );
