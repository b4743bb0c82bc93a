<?php

namespace Tidemark;

/**
 * Turns every written form of one origin into another one: plain, JSON-escaped (`http:\/\/`, `\u002d` for a dash), url-encoded
 * (`http%3A%2F%2F`), HTML entities, without a scheme (`//host`); each nested a few times. A host ends where a host can end, so
 * `blog.localhost` matches neither in `x--blog.localhost` nor in `blog.localhost:8080` nor in `blog.localhost.example`.
 */
final class Mapping {
	const SLASH = '(?:/|\\\\{1,16}(?:/|u002f)|%(?:25){0,3}2f|&\#(?:x2f|0{0,2}47);)';
	const COLON = '(?::|\\\\{1,16}u003a|%(?:25){0,3}3a|&\#(?:x3a|0{0,2}58);)';
	const DASH  = '(?:-|\\\\{1,16}u002d)';
	/** What `//host` may follow: not a scheme or a path, but a quote or a sign that was itself encoded. */
	const BARE = '(?:(?<![\w:/\\\\%.;\-])|(?<=%22|%27|%3d|%28|quot;|\#39;|\#039;|u0022|u0027))';
	/** The longest any of the above but DASH's text can be. */
	const LONGEST_SIGN = 21;

	/** @var string */
	private $pattern;
	/** @var string A text no match can do without. */
	private $needle;
	/** @var Origin */
	private $to;
	/** @var int */
	private $longest;
	/** @var bool */
	private $idle = false;

	/** From the canonical address, with and without www, http and https, to the branch's. */
	public static function outward( Origin $canonical, Origin $branch ) {
		$host          = preg_replace( '~^www\.~', '', $canonical->host );
		$mapping       = new self( '(?:www\.)?' . self::host_pattern( $host ), $host, $canonical->port, $branch );
		$mapping->idle = $canonical->same_as( $branch );
		return $mapping;
	}

	/** From the branch's address, and any other branch's of the same site, to the canonical one. */
	public static function inward( Origin $branch, Origin $canonical ) {
		$family        = $branch->family();
		$prefix        = '(?:(?:[a-z0-9]|' . self::DASH . '){1,60}' . self::DASH . '{2})?';
		$mapping       = new self( $prefix . self::host_pattern( $family ), $family, $branch->port, $canonical );
		$mapping->longest += 62 * self::LONGEST_SIGN;
		$mapping->idle = $canonical->same_as( $branch );
		return $mapping;
	}

	private function __construct( $hosts, $host, $port, Origin $to ) {
		$sign          = self::COLON;
		$end           = '(?![a-z0-9_@\-]|\.[a-z0-9]|\\\\{1,16}u002d|' . $sign . '\d)';
		$this->pattern = '~(?:(https?)(' . $sign . ')|' . self::BARE . ')(' . self::SLASH . ')(' . self::SLASH . ')'
			. '(' . $hosts . ')' . ( '' === $port ? '' : $sign . $port ) . $end . '~i';
		$pieces        = preg_split( '~-+~', $host );
		usort( $pieces, function ( $a, $b ) {
			return strlen( $b ) - strlen( $a );
		} );
		$this->needle  = $pieces[0];
		$this->to      = $to;
		$this->longest = 16 + 6 * self::LONGEST_SIGN + strlen( $host ) + substr_count( $host, '-' ) * self::LONGEST_SIGN;
	}

	private static function host_pattern( $host ) {
		return str_replace( '\-', self::DASH, preg_quote( $host, '~' ) );
	}

	/** True where both addresses are the same: nothing to do. */
	public function is_idle() {
		return $this->idle;
	}

	/** No match, with what decides that it ends there, is longer than this. */
	public function longest() {
		return $this->longest;
	}

	public function may_contain( $text ) {
		return ! $this->idle && false !== stripos( $text, $this->needle );
	}

	/** The text with every address in it turned; the text itself where PCRE gives up. */
	public function apply( $text ) {
		if ( ! $this->may_contain( $text ) ) {
			return $text;
		}
		$result = preg_replace_callback( $this->pattern, array( $this, 'replacement' ), $text );
		return null === $result ? $text : $result;
	}

	/** The first address at or after an offset: its offset, length and replacement; null where there is none. */
	public function find( $text, $offset ) {
		if ( 1 !== preg_match( $this->pattern, $text, $match, PREG_OFFSET_CAPTURE, $offset ) ) {
			return null;
		}
		return array( $match[0][1], strlen( $match[0][0] ), $this->replacement( array_column( $match, 0 ) ) );
	}

	/** Written the way the match was: same colon, same slashes, same dashes. */
	public function replacement( $match ) {
		list( , $scheme, $colon, $first, $second, $host ) = $match;
		$to_host = $this->to->host;
		if ( preg_match( '~\\\\+u002d~i', $host, $dash ) ) {
			$to_host = str_replace( '--', $dash[0] . $dash[0], $to_host );
		}
		$text = ( '' === $scheme ? '' : $this->to->scheme . $colon ) . $first . $second . $to_host;
		if ( '' !== $this->to->port ) {
			$text .= ( '%' === $second[0] ? substr( $second, 0, -2 ) . '3A' : ':' ) . $this->to->port;
		}
		return $text;
	}

	/** Maps every string in a value, however deep; keys and other types stay. */
	public function apply_deep( $value ) {
		if ( is_string( $value ) ) {
			return $this->apply( $value );
		}
		return is_array( $value ) ? array_map( array( $this, 'apply_deep' ), $value ) : $value;
	}
}
