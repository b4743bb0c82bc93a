<?php

namespace Tidemark;

/** Waits until the image's entrypoint has copied WordPress here and written wp-config.php, which it does last. */
function wait_for_wordpress( $seconds ) {
	$until = microtime( true ) + $seconds;
	while ( ! is_wordpress_there( getcwd() ) ) {
		if ( microtime( true ) > $until ) {
			fwrite( STDERR, 'WordPress was not laid out in ' . getcwd() . ' within ' . $seconds . ' s' );
			exit( 1 );
		}
		usleep( 20000 );
		clearstatcache();
	}
}

function is_wordpress_there( $root ) {
	if ( ! is_file( $root . '/wp-load.php' ) || ! is_file( $root . '/wp-includes/version.php' ) ) {
		return false;
	}
	foreach ( array( $root . '/wp-config.php', dirname( $root ) . '/wp-config.php' ) as $file ) {
		if ( is_readable( $file ) && false !== strpos( (string) file_get_contents( $file ), 'wp-settings.php' ) ) {
			return true;
		}
	}
	return false;
}

if ( isset( $argv[0] ) && realpath( $argv[0] ) === __FILE__ ) {
	wait_for_wordpress( 90 );
	echo 'there';
}
