<?php
/** Prints a new login token. */

namespace Tidemark;

if ( ! defined( 'TIDEMARK' ) ) {
	require __DIR__ . '/guard.php';
}
echo create_login();
