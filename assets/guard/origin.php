<?php

namespace Tidemark;

/** `scheme://host[:port][/path]`, taken apart. */
final class Origin {
	/** @var string */
	public $scheme;
	/** @var string */
	public $host;
	/** @var string The port as digits, or '' for the scheme's own. */
	public $port;
	/** @var string '' or '/blog': the folder below the host the site was born in. */
	public $path;

	public function __construct( $text ) {
		$parts        = parse_url( $text );
		$this->scheme = strtolower( $parts['scheme'] ?? 'http' );
		$this->host   = strtolower( $parts['host'] ?? 'localhost' );
		$port         = (string) ( $parts['port'] ?? '' );
		$this->port   = ( 'https' === $this->scheme ? '443' : '80' ) === $port ? '' : $port;
		$this->path   = rtrim( $parts['path'] ?? '', '/' );
	}

	/** Host and port as a Host header has them. */
	public function authority() {
		return '' === $this->port ? $this->host : $this->host . ':' . $this->port;
	}

	public function text() {
		return $this->scheme . '://' . $this->authority();
	}

	/** The address of the site's home, without a slash at the end. */
	public function home() {
		return $this->text() . $this->path;
	}

	public function is_secure() {
		return 'https' === $this->scheme;
	}

	public function same_as( Origin $other ) {
		return $this->text() === $other->text();
	}

	/** The part that all branches of a site share: `blog.localhost` of `draft--blog.localhost`. */
	public function family() {
		$at = strrpos( $this->host, '--' );
		return false !== $at && '.localhost' === substr( $this->host, -10 ) ? substr( $this->host, $at + 2 ) : $this->host;
	}
}
