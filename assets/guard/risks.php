<?php

namespace Tidemark;

/**
 * Watches for what has broken sites before, at the last hook before WordPress changes anything. Here are only the hooks, which
 * every request sets; what they do is loaded when one of them is called.
 */
function watch_risks() {
	$watch      = function ( $name, $callback, $accepted ) {
		hook( $name, watcher( $callback ), $accepted, -PHP_INT_MAX );
	};
	// Where the value of a filter is what matters, after everybody who may change it.
	$watch_last = function ( $name, $callback, $accepted ) {
		hook( $name, watcher( $callback ), $accepted, PHP_INT_MAX );
	};

	$watch( 'update_user_metadata', 'before_user_metadata', 4 );
	$watch( 'activate_plugin', 'before_activation', 1 );
	$watch( 'deactivate_plugin', 'before_deactivation', 1 );
	$watch( 'pre_set_theme_mod_sidebars_widgets', 'before_theme_mods', 1 );
	$watch( 'pre_update_option_theme_switch_menu_locations', 'before_theme_mods', 1 );
	$watch( 'pre_update_option_template', 'before_theme_option', 3 );
	$watch( 'pre_update_option_stylesheet', 'before_theme_option', 3 );
	$watch( 'request_filesystem_credentials', 'before_files_change', 1 );
	$watch( 'upgrader_pre_install', 'before_package', 2 );
	$watch_last( 'upgrader_package_options', 'remember_options', 1 );
	$watch_last( 'upgrader_source_selection', 'before_installation', 4 );
	$watch_last( 'upgrader_post_install', 'after_package', 3 );
	$watch( '_core_updated_successfully', 'after_core_update', 1 );
	$watch( 'pre_uninstall_plugin', 'before_plugin_deletion', 1 );
	$watch( 'delete_plugin', 'before_plugin_deletion', 1 );
	$watch( 'deleted_plugin', 'after_plugin_deletion', 2 );
	$watch( 'delete_theme', 'before_theme_deletion', 1 );
	$watch( 'deleted_theme', 'after_theme_deletion', 2 );
	$watch( 'editable_extensions', 'before_code_edit', 1 );
	$watch( 'wp_theme_editor_filetypes', 'before_code_edit', 1 );
	$watch( 'check_admin_referer', 'before_form', 2 );
	$watch( 'check_ajax_referer', 'before_ajax', 2 );
	$watch_last( 'wp_pre_insert_user_data', 'before_user', 4 );
	$watch( 'import_start', 'before_import', 0 );
	$import = $_GET['import'] ?? null;
	if ( is_string( $import ) && 'POST' === ( $_SERVER['REQUEST_METHOD'] ?? '' ) && 1 === preg_match( '~^[\w-]{1,60}$~D', $import ) ) {
		$watch( 'load-importer-' . $import, 'before_importer', 0 );
	}
	if ( 'upgrade.php' === basename( (string) ( $_SERVER['SCRIPT_FILENAME'] ?? '' ) ) ) {
		$watch_last( 'wp_loaded', 'before_database_upgrade', 0 );
	}
}

/** Calls a function of the parts below; a filter gives back what it got, whatever goes wrong in here. */
function watcher( $callback ) {
	return function ( ...$arguments ) use ( $callback ) {
		try {
			foreach ( array( 'ask', 'names', 'notes', 'risk-software', 'risk-content' ) as $part ) {
				require_once __DIR__ . '/' . $part . '.php';
			}
			call_user_func_array( __NAMESPACE__ . '\\' . $callback, $arguments );
		} catch ( \Throwable $failure ) {
			error_log( 'Tidemark: ' . $failure->getMessage() . ' at ' . $failure->getFile() . ':' . $failure->getLine() );
		}
		return isset( $arguments[0] ) ? $arguments[0] : null;
	};
}

/** What WP-CLI does to a whole database it does without WordPress: no hook of it would be called. */
function watch_command() {
	$words   = 'cli' === PHP_SAPI ? wp_cli_command( array_map( 'strval', $_SERVER['argv'] ?? array() ) ) : null;
	$command = null === $words ? '' : implode( ' ', $words );
	$is_dry  = in_array( '--dry-run', $_SERVER['argv'] ?? array(), true );
	if ( ! $is_dry && 1 === preg_match( '~^(?:db (?:import|reset|drop|clean)|search-replace\b|site empty)~', $command ) ) {
		require_once __DIR__ . '/ask.php';
		ask_before( 'database-import', array( $command ), 'wp ' . ( 0 === strpos( $command, 'search-replace' ) ? 'search-replace' : $command ) );
	}
}
