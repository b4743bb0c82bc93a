<?php

namespace Tidemark;

const STATEMENT_BYTES = 67108864;

/**
 * Who writes, and why: told to the database as a comment behind every statement that writes, from where it comes into the binary
 * log. Only ASCII, no star inside: nothing a person or a visitor named can end the comment or look like another one.
 */
final class Attribution {
	/** @var string The same for everything one run of PHP does. */
	public $request;
	/** @var array|null Via and place said by the guard itself. */
	private $said;
	/** @var array|null Via and place as far as they hold for the whole request. */
	private $way;
	/** @var bool Whether `way` was found while this was known to be a REST request. */
	private $is_rest = false;
	/** @var object|null The user the comment was made for. */
	private $user;
	/** @var string|null */
	private $comment;

	public function __construct() {
		$this->request = bin2hex( random_bytes( 4 ) );
	}

	public static function current() {
		static $current = null;
		if ( null === $current ) {
			$current = new self();
		}
		return $current;
	}

	public function say( $via, $place ) {
		$this->said    = array( $via, $place );
		$this->comment = null;
	}

	/** The statement with the comment, where it writes. */
	public function sign( $statement ) {
		if ( ! is_string( $statement ) ) {
			return $statement;
		}
		$at    = strspn( $statement, " \t\r\n" );
		$first = isset( $statement[ $at ] ) ? $statement[ $at ] : '';
		// Nearly everything is a SELECT, SHOW or SET.
		if ( 'S' === $first || 's' === $first || '(' === $first || '' === $first ) {
			return $statement;
		}
		if ( 1 !== preg_match( '~\G(?:/\*(?!!).{0,2000}?\*/\s*)*+(insert|update|delete|replace|create|alter|drop|truncate|rename|load|call)\b~is', $statement, $match, 0, $at ) ) {
			return $statement;
		}
		if ( strlen( $statement ) > STATEMENT_BYTES || $this->is_kept( $match[1], $statement, $at ) ) {
			return $statement;
		}
		return rtrim( $statement, "; \t\r\n" ) . ' ' . $this->comment();
	}

	/** What a definition says is kept in the schema, comments and all. */
	private function is_kept( $keyword, $statement, $at ) {
		return preg_match( '~^(?:create|alter)$~i', $keyword )
			&& 1 === preg_match( '~\b(?:function|procedure|trigger|view|event|package)\b~i', (string) strstr( substr( $statement, $at, 300 ) . '(', '(', true ) );
	}

	private function comment() {
		$user = isset( $GLOBALS['current_user'] ) && is_object( $GLOBALS['current_user'] ) ? $GLOBALS['current_user'] : null;
		if ( null === $this->comment || $user !== $this->user || ( ! $this->is_rest && defined( 'REST_REQUEST' ) ) || is_cron() ) {
			$this->user    = $user;
			$this->comment = '/*tidemark:' . ascii_json( $this->facts() ) . '*/';
		}
		return $this->comment;
	}

	/** `r`, `u` and `n` where somebody is logged in, `v`, `p`. */
	public function facts() {
		list( $via, $place ) = $this->way();
		$facts               = array( 'r' => $this->request );
		$user                = user_known();
		if ( null !== $user ) {
			$facts['u'] = $user[0];
			$facts['n'] = $user[1];
		}
		return $facts + array(
			'v' => $via,
			'p' => cut( $place, 120 ),
		);
	}

	private function way() {
		if ( null !== $this->said ) {
			return $this->said;
		}
		if ( is_cron() ) {
			return array( 'cron', cron_hook() );
		}
		$is_rest = defined( 'REST_REQUEST' );
		if ( null === $this->way || $is_rest !== $this->is_rest ) {
			$this->is_rest = $is_rest;
			$this->way     = 'cli' === PHP_SAPI || 'phpdbg' === PHP_SAPI ? command_way() : request_way();
		}
		return $this->way;
	}
}

function sign_statements() {
	$attribution = Attribution::current();
	hook( 'query', array( $attribution, 'sign' ), 1, PHP_INT_MAX );
	hook( 'xmlrpc_call', function ( $method ) use ( $attribution ) {
		$attribution->say( 'xmlrpc', is_string( $method ) ? $method : '' );
	}, 1, -PHP_INT_MAX );
}

/** Id and name of who is logged in, as far as WordPress has found out by itself; asking it would be too early at times. */
function user_known() {
	$user = isset( $GLOBALS['current_user'] ) ? $GLOBALS['current_user'] : null;
	if ( ! is_object( $user ) || ! function_exists( 'wp_get_current_user' ) || empty( $user->ID ) ) {
		return null;
	}
	$name = isset( $user->data->display_name ) ? (string) $user->data->display_name : '';
	if ( '' === $name && isset( $user->data->user_login ) ) {
		$name = (string) $user->data->user_login;
	}
	return array( (int) $user->ID, cut( $name, 100 ) );
}

function is_cron() {
	return defined( 'DOING_CRON' ) && DOING_CRON;
}

/** The hook of the task that runs: the outermost one, once WordPress is loaded. */
function cron_hook() {
	$outermost = isset( $GLOBALS['wp_current_filter'] ) ? reset( $GLOBALS['wp_current_filter'] ) : false;
	if ( is_string( $outermost ) && ! in_array( $outermost, array( 'query', 'wp_loaded', 'shutdown' ), true ) && function_exists( 'did_action' ) && did_action( 'wp_loaded' ) ) {
		return $outermost;
	}
	return 'wp-cron.php';
}

/** Via and place of a run on the command line; never what a person gave it as values. */
function command_way() {
	$arguments = isset( $_SERVER['argv'] ) && is_array( $_SERVER['argv'] ) ? array_map( 'strval', array_values( $_SERVER['argv'] ) ) : array();
	$script    = isset( $arguments[0] ) ? $arguments[0] : '';
	if ( 0 === strpos( (string) realpath( $script ), HOME . '/' ) ) {
		return array( 'tidemark', basename( $script ) );
	}
	$command = wp_cli_command( $arguments );
	return array( 'cli', null === $command ? basename( '-' === $script || '' === $script ? 'php' : $script ) : 'wp ' . implode( ' ', $command ) );
}

/** The words of a WP-CLI command without its values; null where this isn't WP-CLI. */
function wp_cli_command( array $arguments ) {
	if ( ! isset( $arguments[0] ) || 1 !== preg_match( '~^(?:wp|wp-cli|wp-cli\.phar|boot-fs\.php)$~', basename( $arguments[0] ) ) ) {
		return null;
	}
	$words = array();
	foreach ( array_slice( $arguments, 1 ) as $argument ) {
		if ( isset( $argument[0] ) && '-' !== $argument[0] && '@' !== $argument[0] ) {
			$words[] = $argument;
		}
	}
	$groups = '~^(?:(?:cron|user|post|comment|term|site|network|menu|language|widget|option|wc|rewrite|maintenance-mode)$)~';
	$nested = '~^(?:event|schedule|meta|term|session|application-password|item|location|core|plugin|theme|option)$~';
	$length = isset( $words[1] ) && preg_match( $groups, $words[0] ) && preg_match( $nested, $words[1] ) ? 3 : 2;
	return array_values( array_filter( array_slice( $words, 0, $length ), function ( $word ) {
		return 1 === preg_match( '~^[a-z][a-z0-9_-]{0,40}$~', $word );
	} ) );
}

/** Via and place of a request over HTTP. */
function request_way() {
	$script = basename( (string) ( $_SERVER['SCRIPT_FILENAME'] ?? '' ) );
	$path   = (string) parse_url( (string) ( $_SERVER['REQUEST_URI'] ?? '/' ), PHP_URL_PATH );
	if ( defined( 'XMLRPC_REQUEST' ) ) {
		return array( 'xmlrpc', $script );
	}
	$route = rest_route( $path );
	if ( null !== $route ) {
		return array( 'rest', $route );
	}
	if ( defined( 'WP_ADMIN' ) ) {
		return 'admin-ajax.php' === $script ? array( 'ajax', parameter( 'action', $script ) ) : array( 'admin', $script . telling_parameters( $script ) );
	}
	if ( in_array( $script, array( 'wp-login.php', 'wp-signup.php', 'wp-activate.php' ), true ) ) {
		return array( 'login', $script );
	}
	return array( 'front', 'index.php' === $script ? $path : $script );
}

function rest_route( $path ) {
	$asked = isset( $GLOBALS['wp'] ) && is_object( $GLOBALS['wp'] ) && isset( $GLOBALS['wp']->query_vars['rest_route'] ) ? $GLOBALS['wp']->query_vars['rest_route'] : ( $_GET['rest_route'] ?? null );
	if ( is_string( $asked ) && '' !== $asked ) {
		return $asked;
	}
	$at = strpos( $path, '/wp-json/' );
	return false !== $at ? substr( $path, $at + 8 ) : ( defined( 'REST_REQUEST' ) ? $path : null );
}

/** What tells one page of wp-admin from another that the same script makes. */
function telling_parameters( $script ) {
	$found = array();
	foreach ( array( 'post_type', 'taxonomy', 'page', 'import' ) as $name ) {
		$value = parameter( $name, '' );
		if ( '' !== $value ) {
			$found[] = $name . '=' . $value;
		}
	}
	if ( 'admin-post.php' === $script && '' !== parameter( 'action', '' ) ) {
		$found[] = 'action=' . parameter( 'action', '' );
	}
	return $found ? '?' . implode( '&', $found ) : '';
}

function parameter( $name, $otherwise ) {
	$value = $_REQUEST[ $name ] ?? null;
	return is_string( $value ) && 1 === preg_match( '~^[\w./-]{1,80}$~D', $value ) ? $value : $otherwise;
}

/** JSON in ASCII without a star, so that it can neither begin nor end a comment. */
function ascii_json( $value ) {
	return str_replace( '*', '\u002a', (string) json_encode( $value, JSON_INVALID_UTF8_SUBSTITUTE ) );
}

/** At most so many bytes of a text, cut between two characters. */
function cut( $text, $most ) {
	$text = (string) $text;
	return strlen( $text ) <= $most ? $text : (string) preg_replace( '~[\x80-\xBF]*$|[\xC0-\xFF][\x80-\xBF]*$~D', '', substr( $text, 0, $most ) );
}

/** A name as a person reads it: no markup, no line ends, at most so many bytes. */
function short( $text, $most ) {
	$text = html_entity_decode( strip_tags( (string) $text ), ENT_QUOTES, 'UTF-8' );
	return cut( trim( (string) preg_replace( '~[\x00-\x20\x7f]+~', ' ', $text ) ), $most );
}
