<?php

namespace Tidemark;

/** WordPress has checked that a form comes from who is logged in; several things at once are in the request. */
function before_form( $action, $is_good = true ) {
	if ( ! $is_good || ! is_string( $action ) ) {
		return;
	}
	$deed = list_action();
	switch ( $action ) {
		case 'bulk-plugins':
			before_bulk_plugins( $deed );
			break;
		case 'bulk-posts':
			$type = is_string( $_REQUEST['post_type'] ?? null ) ? $_REQUEST['post_type'] : 'post';
			ask_before_bulk( $deed, $action, isset( $_REQUEST['post'] ) ? $_REQUEST['post'] : ( $_REQUEST['ids'] ?? null ), post_type_name( $type ), function () use ( $type ) {
				$status = is_string( $_REQUEST['post_status'] ?? null ) ? $_REQUEST['post_status'] : 'trash';
				$counts = (array) wp_count_posts( $type );
				return (int) ( $counts[ $status ] ?? 0 );
			} );
			break;
		case 'bulk-media':
			ask_before_bulk( $deed, $action, isset( $_REQUEST['media'] ) ? $_REQUEST['media'] : ( $_REQUEST['ids'] ?? null ), post_type_name( 'attachment' ), function () {
				$counts = (array) wp_count_posts( 'attachment' );
				return (int) ( $counts['trash'] ?? 0 );
			} );
			break;
		case 'bulk-comments':
			ask_before_bulk( $deed, $action, isset( $_REQUEST['delete_comments'] ) ? $_REQUEST['delete_comments'] : ( $_REQUEST['ids'] ?? null ), __( 'Comments' ), function () {
				$counts = (array) wp_count_comments();
				$status = is_string( $_REQUEST['comment_status'] ?? null ) ? $_REQUEST['comment_status'] : 'trash';
				return (int) ( $counts[ $status ] ?? 0 );
			} );
			break;
		case 'bulk-tags':
			$taxonomy = is_string( $_REQUEST['taxonomy'] ?? null ) ? get_taxonomy( $_REQUEST['taxonomy'] ) : false;
			ask_before_bulk( $deed, $action, $_REQUEST['delete_tags'] ?? null, $taxonomy ? $taxonomy->labels->name : __( 'Terms' ) );
			break;
		case 'delete-users':
			ask_before_bulk( 'delete', $action, $_REQUEST['users'] ?? null, __( 'Users' ) );
			break;
		case 'bulk-users':
			before_bulk_roles();
			break;
	}
}

/** The chosen one of a list's two menus. */
function list_action() {
	if ( isset( $_REQUEST['delete_all'] ) || isset( $_REQUEST['delete_all2'] ) ) {
		return 'delete_all';
	}
	foreach ( array( 'action', 'action2' ) as $name ) {
		$value = $_REQUEST[ $name ] ?? '-1';
		if ( is_string( $value ) && '-1' !== $value && '' !== $value ) {
			return $value;
		}
	}
	return '';
}

function ask_before_bulk( $deed, $key, $items, $subject, $count_all = null ) {
	if ( ! in_array( $deed, array( 'trash', 'delete', 'delete_all' ), true ) ) {
		return;
	}
	$items = is_string( $items ) ? explode( ',', $items ) : (array) $items;
	$count = 'delete_all' === $deed && null !== $count_all ? $count_all() : count( array_unique( array_map( 'strval', array_filter( $items, 'is_scalar' ) ) ) );
	if ( $count > 1 ) {
		ask_before( 'bulk-delete', array( $key ), $subject, null, null, $count );
	}
}

function post_type_name( $type ) {
	$object = get_post_type_object( $type );
	return $object ? $object->labels->name : $type;
}

function before_bulk_plugins( $deed ) {
	$checked = array_filter( (array) wp_unslash( $_REQUEST['checked'] ?? array() ), 'is_string' );
	$checked = array_values( array_filter( $checked, function ( $file ) {
		return 0 === validate_file( $file );
	} ) );
	if ( 'activate-selected' === $deed ) {
		ask_about( 'plugin-activate', 'plugin', array_values( array_filter( $checked, 'is_plugin_inactive' ) ) );
	} elseif ( 'deactivate-selected' === $deed ) {
		ask_about( 'plugin-deactivate', 'plugin', array_values( array_filter( $checked, 'is_plugin_active' ) ) );
	} elseif ( 'delete-selected' === $deed && isset( $_REQUEST['verify-delete'] ) ) {
		ask_about( 'plugin-delete', 'plugin', array_values( array_filter( $checked, 'is_plugin_inactive' ) ) );
	}
}

/** users.php: a role for everybody that is ticked. */
function before_bulk_roles() {
	$role  = is_string( $_REQUEST['new_role'] ?? null ) && '' !== $_REQUEST['new_role'] ? $_REQUEST['new_role'] : ( $_REQUEST['new_role2'] ?? '' );
	$users = array_filter( (array) ( $_REQUEST['users'] ?? array() ), 'is_scalar' );
	if ( ! isset( $_REQUEST['changeit'] ) || ! is_string( $role ) || '' === $role || count( $users ) < 2 || ! current_user_can( 'promote_users' ) ) {
		return;
	}
	$keys  = array();
	$names = array();
	foreach ( $users as $id ) {
		$user = get_userdata( (int) $id );
		if ( $user && ! in_array( $role, (array) $user->roles, true ) ) {
			$keys[]  = $user->user_login;
			$names[] = $user->display_name;
		}
	}
	if ( count( $keys ) > 1 ) {
		ask_before( 'role-change', $keys, implode( ', ', $names ), null, 'none' === $role ? null : $role, count( $keys ) );
	}
}

/** Roles are kept among what is known about a user, below a key that ends like this. */
function before_user_metadata( $check, $user_id, $key = '', $value = null ) {
	if ( ! is_string( $key ) || 'capabilities' !== substr( $key, -12 ) || ! is_array( $value ) ) {
		return;
	}
	$user = get_userdata( (int) $user_id );
	$old  = get_user_meta( (int) $user_id, $key, true );
	$new  = array_keys( array_filter( $value ) );
	$was  = is_array( $old ) ? array_keys( array_filter( $old ) ) : array();
	if ( ! $new && $was ) {
		// The REST interface takes the old role away before it gives the new one.
		$call  = call_of( array( 'update_item' ), 'WP_REST_Users_Controller' );
		$roles = null !== $call && isset( $call[1][0]['roles'] ) ? $call[1][0]['roles'] : array();
		$new   = array_values( array_filter( (array) $roles, 'is_string' ) );
	}
	sort( $new );
	sort( $was );
	// Somebody new is nothing risky, but for an administrator.
	if ( ! $user || $new === $was || ( ! $was && ! in_array( 'administrator', $new, true ) ) ) {
		return;
	}
	ask_before( 'role-change', array( $user->user_login ), $user->display_name, $was ? implode( ', ', $was ) : null, $new ? implode( ', ', $new ) : null );
}

/** An administrator is about to be made, or somebody gets another role: before anything of them is written. */
function before_user( $data, $is_update = false, $user_id = null, $given = array() ) {
	if ( ! is_array( $data ) || ! is_array( $given ) || ! isset( $given['role'] ) ) {
		return;
	}
	$roles = array_filter( array( $given['role'] ), 'is_string' );
	if ( ! $roles ) {
		// The REST interface gives roles only when the rest of the user is written.
		$call  = call_of( array( 'create_item', 'update_item' ), 'WP_REST_Users_Controller' );
		$roles = null !== $call && isset( $call[1][0]['roles'] ) ? array_filter( (array) $call[1][0]['roles'], 'is_string' ) : array();
	}
	$new  = array_values( array_filter( $roles, 'strlen' ) );
	$user = $is_update ? get_userdata( (int) $user_id ) : false;
	$was  = $user ? array_values( (array) $user->roles ) : array();
	sort( $new );
	sort( $was );
	// Without an administrator somebody new is nothing risky.
	if ( $new === $was || ( $is_update ? ! $user : ! in_array( 'administrator', $new, true ) ) ) {
		return;
	}
	$login = $user ? $user->user_login : (string) ( $data['user_login'] ?? ( $given['user_login'] ?? '' ) );
	$name  = $user ? $user->display_name : (string) ( $data['display_name'] ?? '' );
	ask_before( 'role-change', array( $login ), '' !== $name ? $name : $login, $was ? implode( ', ', $was ) : null, $new ? implode( ', ', $new ) : null );
}

function before_import() {
	ask_before( 'import', array( 'import' ), importer_name( $_REQUEST['import'] ?? '' ) );
}

/** WordPress' own importer says itself when it begins; before that it only takes the file. */
function before_importer() {
	$importer = (string) $_GET['import'];
	if ( 'wordpress' !== $importer ) {
		ask_before( 'import', array( 'import' ), importer_name( $importer ) );
	}
}

function importer_name( $importer ) {
	$known = is_string( $importer ) && isset( $GLOBALS['wp_importers'][ $importer ][0] ) ? $GLOBALS['wp_importers'][ $importer ][0] : '';
	return is_string( $known ) && '' !== $known ? $known : ( is_string( $importer ) ? $importer : '' );
}

/** WooCommerce imports its products by many requests: before the first of them. */
function before_ajax( $action, $is_good = true ) {
	if ( $is_good && 'wc-product-import' === $action && 0 === (int) ( $_POST['position'] ?? 0 ) ) {
		ask_before( 'import', array( 'import' ), 'WooCommerce' );
	}
}
