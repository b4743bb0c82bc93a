<?php
// php load.php <socket> <password> <mode> <seconds> <most> <comment> <number>: works on bench_rows as fast as it can, for so long or
// for so many transactions (0: any), then says how far it came. The comment is put behind every statement that writes.
// Modes: "mix" is sysbench's oltp_read_write; "write" only writes.

[ , $socket, $password, $mode, $seconds, $most, $comment, $number ] = $argv;
mysqli_report( MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT );
mt_srand( 1000 + (int) $number );
$db = new mysqli( 'localhost', 'wordpress', $password, 'wordpress', 0, $socket );
const ROWS = 100000;

// As WordPress talks to its database: statements as text, one after the other.
function ask( mysqli $db, string $sql ): void {
	global $comment;
	$result = $db->query( 1 === preg_match( '/^[UDI]/', $sql ) ? $sql . $comment : $sql );
	if ( $result instanceof mysqli_result ) {
		$result->fetch_all();
	}
}

function text( int $length ): string {
	return substr( bin2hex( random_bytes( $length ) ), 0, $length );
}

function one_transaction( mysqli $db, bool $reads ): void {
	$id   = static fn() => mt_rand( 1, ROWS );
	$from = static fn() => mt_rand( 1, ROWS - 100 );
	ask( $db, 'BEGIN' );
	if ( $reads ) {
		for ( $i = 0; $i < 10; $i++ ) {
			ask( $db, 'SELECT c FROM bench_rows WHERE id = ' . $id() );
		}
		foreach ( array( 'SELECT c', 'SELECT SUM(k)', 'SELECT c', 'SELECT DISTINCT c' ) as $index => $what ) {
			$start = $from();
			$order = $index >= 2 ? ' ORDER BY c' : '';
			ask( $db, "$what FROM bench_rows WHERE id BETWEEN $start AND " . ( $start + 99 ) . $order );
		}
	}
	ask( $db, 'UPDATE bench_rows SET k = k + 1 WHERE id = ' . $id() );
	ask( $db, "UPDATE bench_rows SET c = '" . text( 119 ) . "' WHERE id = " . $id() );
	$again = $id();
	ask( $db, "DELETE FROM bench_rows WHERE id = $again" );
	ask( $db, "INSERT INTO bench_rows (id, k, c, pad) VALUES ($again, " . $id() . ", '" . text( 119 ) . "', '" . text( 59 ) . "')" );
	ask( $db, 'COMMIT' );
}

/** Two at once may want the same rows: the loser tries another. */
function attempt( mysqli $db, bool $reads ): bool {
	try {
		one_transaction( $db, $reads );
		return true;
	} catch ( mysqli_sql_exception $failure ) {
		if ( ! in_array( $failure->getCode(), array( 1213, 1205, 1062 ), true ) ) {
			throw $failure;
		}
		$db->query( 'ROLLBACK' );
		return false;
	}
}

$reads = 'mix' === $mode;
attempt( $db, $reads );
echo "ready\n";
$done  = 0;
$began = microtime( true );
do {
	$done += attempt( $db, $reads ) ? 1 : 0;
	$took  = microtime( true ) - $began;
} while ( $took < (float) $seconds && ( 0 === (int) $most || $done < (int) $most ) );
// In one piece: the clients share a pipe.
echo json_encode( array( 'transactions' => $done, 'seconds' => $took ) ) . "\n";
