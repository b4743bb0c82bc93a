<?php
// php commits.php <socket> <password> <rate> <seconds>: commits one post so many times a second and says of each its number and when
// its commit was answered, in seconds since the epoch.

[ , $socket, $password, $rate, $seconds ] = $argv;
mysqli_report( MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT );
$db    = new mysqli( 'localhost', 'wordpress', $password, 'wordpress', 0, $socket );
$began = microtime( true );
for ( $number = 0; $number < $rate * $seconds; $number++ ) {
	$wait = $began + $number / $rate - microtime( true );
	if ( $wait > 0 ) {
		usleep( (int) ( $wait * 1000000 ) );
	}
	$about = sprintf( '/*tidemark:{"r":"%08x","u":1,"n":"admin","v":"admin","p":"post.php"}*/', $number );
	$db->query(
		"INSERT INTO wp_posts (post_author, post_date, post_date_gmt, post_content, post_title, post_excerpt, post_status, post_name, to_ping, pinged,
			post_modified, post_modified_gmt, post_content_filtered, guid, post_type)
		VALUES (1, NOW(), NOW(), 'Some words of a post that is written while somebody looks.', 'lag $number', '', 'publish', 'lag-$number', '', '',
			NOW(), NOW(), '', 'http://bench.localhost/?lag=$number', 'post') $about"
	);
	printf( "%d %.6f\n", $number, microtime( true ) );
}
