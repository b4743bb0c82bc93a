<?php

namespace Tidemark;

/**
 * A mapping over text that comes in pieces: an address cut in two by a flush is still found. Holds back only what could be the
 * beginning of an address, so text that ends with a line's end passes whole.
 */
final class Stream {
	const CONTEXT = 8;

	/** @var Mapping */
	private $mapping;
	/** @var string Given back already; kept for what an address may not follow. */
	private $context = '';
	/** @var string Not given back yet. */
	private $held = '';

	public function __construct( Mapping $mapping ) {
		$this->mapping = $mapping;
	}

	public function reset() {
		$this->context = '';
		$this->held    = '';
	}

	/** Returns what is sure by now. */
	public function add( $chunk, $is_last ) {
		if ( $this->mapping->is_idle() ) {
			return $chunk;
		}
		$start = strlen( $this->context );
		$text  = $this->context . $this->held . $chunk;
		$limit = $is_last ? strlen( $text ) : max( $start, strlen( $text ) - $this->tail( $text ) );
		$out   = '';
		$at    = $start;
		if ( $this->mapping->may_contain( $text ) ) {
			while ( $at < $limit ) {
				$found = $this->mapping->find( $text, $at );
				if ( null === $found || $found[0] >= $limit ) {
					break;
				}
				$out .= substr( $text, $at, $found[0] - $at ) . $found[2];
				$at   = $found[0] + $found[1];
			}
		}
		if ( $at < $limit ) {
			$out .= substr( $text, $at, $limit - $at );
			$at   = $limit;
		}
		$this->held    = (string) substr( $text, $at );
		$this->context = (string) substr( $text, max( 0, $at - self::CONTEXT ), min( $at, self::CONTEXT ) );
		return $out;
	}

	/** How many bytes at the end consist of nothing but signs an address is made of, up to the longest address. */
	private function tail( $text ) {
		$last = substr( $text, -$this->mapping->longest() );
		$body = rtrim( $last, 'A..Za..z0..9:/\\%&#;._@-' );
		return strlen( $last ) - strlen( $body );
	}
}
