<?php

namespace Tidemark\Demo;

/**
 * The articles of every file of a folder; a file is a category. An article begins with `=== Title`, then `key: value` lines,
 * `> standfirst`, paragraphs apart by empty lines (`## ` heading, `- ` list, `" ` quotation), and `@ Name: comment` lines.
 */
function read_articles( $folder ) {
	$articles = array();
	foreach ( glob( $folder . '/*.txt' ) as $file ) {
		$parts = preg_split( '~^=== ~m', file_get_contents( $file ), -1, PREG_SPLIT_NO_EMPTY );
		foreach ( $parts as $part ) {
			$articles[] = read_article( basename( $file, '.txt' ), $part );
		}
	}
	// Oldest first, so that a newer article has a higher number, as where it was written one by one.
	usort( $articles, function ( $a, $b ) {
		return $b['days'] - $a['days'];
	} );
	return $articles;
}

function read_article( $category, $text ) {
	$lines   = explode( "\n", $text );
	$article = array(
		'title'      => trim( array_shift( $lines ) ),
		'category'   => $category,
		'standfirst' => '',
		'comments'   => array(),
	);
	$body    = array();
	foreach ( $lines as $line ) {
		if ( preg_match( '~^(by|days|picture|alt): (.+)$~', $line, $match ) ) {
			$article[ $match[1] ] = $match[2];
		} elseif ( preg_match( '~^> (.+)$~', $line, $match ) ) {
			$article['standfirst'] = $match[1];
		} elseif ( preg_match( '~^@ ([^:]+): (.+)$~', $line, $match ) ) {
			$article['comments'][] = array( 'name' => $match[1], 'text' => $match[2] );
		} else {
			$body[] = $line;
		}
	}
	$article['days']    = (int) $article['days'];
	$article['content'] = to_blocks( implode( "\n", $body ) );
	return $article;
}

function to_blocks( $text ) {
	// A heading needs no empty line after it.
	$text   = preg_replace( '~^(## .+)$~m', "$1\n", $text );
	$blocks = array_map( __NAMESPACE__ . '\to_block', preg_split( '~\n{2,}~', trim( $text ) ) );
	return implode( "\n\n", $blocks );
}

function to_block( $text ) {
	if ( 0 === strpos( $text, '## ' ) ) {
		return "<!-- wp:heading -->\n<h2 class=\"wp-block-heading\">" . inline( substr( $text, 3 ) ) . "</h2>\n<!-- /wp:heading -->";
	}
	if ( 0 === strpos( $text, '- ' ) ) {
		$items = preg_replace( '~^- (.+)$~m', "<!-- wp:list-item -->\n<li>$1</li>\n<!-- /wp:list-item -->", $text );
		return "<!-- wp:list -->\n<ul>" . inline( $items ) . "</ul>\n<!-- /wp:list -->";
	}
	if ( 0 === strpos( $text, '" ' ) ) {
		return "<!-- wp:quote -->\n<blockquote class=\"wp-block-quote\"><!-- wp:paragraph -->\n<p>" . inline( substr( $text, 2 ) ) . "</p>\n<!-- /wp:paragraph --></blockquote>\n<!-- /wp:quote -->";
	}
	return "<!-- wp:paragraph -->\n<p>" . inline( $text ) . "</p>\n<!-- /wp:paragraph -->";
}

function inline( $text ) {
	return preg_replace( '~\*([^*\n]+)\*~', '<em>$1</em>', $text );
}
