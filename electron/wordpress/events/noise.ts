/** What changes by itself, by what it is. `renderer/words/` has a word for each. */
export const noiseKinds = [
  "caches",
  "schedules",
  "sessions",
  "counters",
  "locks",
  "searches",
  "screens",
  "drafts",
  "logs",
  "installation",
] as const;
export type Noise = (typeof noiseKinds)[number];

type Rules = readonly (readonly [Noise, RegExp])[];

function firstOf(rules: Rules): (name: string) => Noise | null {
  const known = new Map<string, Noise | null>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const found = rules.find(([, shape]) => shape.test(name))?.[0] ?? null;
    if (known.size < 2000 && name.length < 200) known.set(name, found);
    return found;
  };
}

/** Tables by their name without prefix. */
export const tableNoise = firstOf([
  ["schedules", /^(actionscheduler_|as3cf_queue|queue_jobs|queue_failures|mailpoet_scheduled_task)/],
  ["sessions", /^(woocommerce_sessions|wfls_|edd_sessions|rcp_sessions|gf_draft_submissions)/],
  [
    "caches",
    /^(wc_product_meta_lookup|wc_product_attributes_lookup|wc_category_lookup|wc_customer_lookup|wc_order_(stats|product_lookup|tax_lookup|coupon_lookup|fulfillments?_lookup)|wc_admin_note(s|_actions)|wc_tax_rate_classes_cache|yoast_(indexable|indexable_hierarchy|seo_links|primary_term|prominent_words|migrations)|wpr_|litespeed_|rank_math_(internal_links|internal_meta|analytics_)|aioseo_cache|e_events|blc_|smush_dir_images|imagify_|mailpoet_statistics_|icl_string_(positions|pages|urls))/,
  ],
  ["locks", /^(wc_reserved_stock|itsec_lockouts|itsec_temp|itsec_distributed_storage)/],
  [
    "counters",
    /^(wc_rate_limits|statistics_|slim_stats|slim_events|koko_analytics_|burst_|matomo_|popularposts|post_views|wpo_|wf(hits|logins|crawlers|livetraffichuman|blockediplog|status|notifications|knownfilelist|filemods|issues|hoover|snipcache|reversecache|trafficrates|security_events|waffailures)|cleantalk_|ahc_|visitors?_|independent_analytics|redirection_404|rank_math_404_logs)/,
  ],
  [
    "searches",
    /^(relevanssi|searchwp_|swp_|search_log|pagefind_|fwp_index|facetwp_index|facetwp_temp|wpsi_|mainwp_search)/,
  ],
  [
    "logs",
    /^(woocommerce_log|wc_log|redirection_logs|simple_history|wsal_|aryo_activity_log|stream($|_meta)|itsec_logs|itsec_event|wpmailsmtp_(debug_events|emails_log|tasks_meta)|email_log|wpml_mails|wf_?ls?_?log|mailpoet_log|gf_rest_api_log|defender_)/,
  ],
]);

export const optionNoise = firstOf([
  ["caches", /^_(site_)?transient_/],
  [
    "schedules",
    /^(cron|doing_cron|action_scheduler_|as_has_|schema-ActionScheduler|ActionScheduler|wp_.*_batch_|wp_background_|.*_cron_last_|.*_last_cron)/,
  ],
  ["sessions", /^(_wp_session_|_wc_session_|edd_session)/],
  // What a plugin leaves for its own next request.
  ["locks", /^activated_|(^|_)(activation_redirect|redirect_on_activation|just_activated|do_activation)$/i],
  [
    "locks",
    /(^|[._-])(lock|locked|mutex)$|^(auto_updater|core_updater|wp_.*_process_lock|_wp_suggested_policy_text_has_changed)|_process_lock$/,
  ],
  [
    "caches",
    /^(rewrite_rules|recently_edited|recently_activated|_split_terms|can_compress_scripts|theme_switched|.*_children$|wp_force_deactivated_plugins|fresh_site|finished_(splitting_shared_terms|updating_comment_type)|https_detection_errors|wp_attachment_pages_enabled_cache|nonce_(key|salt)|(auth|secure_auth|logged_in)_(key|salt)|theme_switch_menu_locations|db_upgraded|uninstall_plugins|wp_calendar_block_has_published_posts|nav_menu_options|woocommerce_(queue_flush_rewrite_rules|maybe_regenerate_images_hash|meta_box_errors|admin_notices|attribute_lookup_enabled_cache|marketplace_suggestions|newly_installed|task_list_.*|onboarding_.*|.*inbox_variant.*|blueprints.*)|wc_blocks_.*|wc_remote_inbox.*|_woocommerce_(helper|woocommercecom).*|wpseo_(ryte|indexing_.*)|elementor_(log|tracker_.*|css_.*|remote_info_.*|icon_manager_.*|.*_cache.*)|_elementor_(assets_data|global_css|.*cache.*)|jetpack_(sync_.*|next_sync_.*|.*_cache|log|active_modules_initialized)|jpsq_.*|limit_login_(lockouts|retries|retries_valid))$/,
  ],
  [
    "counters",
    /(_last_(checked|check|run|update_check|ping|sync|seen)|last_(checked|run|flush|sync)|_counter|_hits|_views_count|_version_check)$|^(db_version|initial_db_version|db_upgraded|.*_db_version|.*_schema_version|wp_statistics|wps_.*last|akismet_spam_count|site_icon_cached|_wp_.*_count|blog_count|user_count|global_terms_enabled|main_blog_.*|woocommerce_(admin_)?(last_.*|install_timestamp|version|.*_timestamp)|wc_(downloads|.*last_.*).*)$/,
  ],
  ["searches", /^(relevanssi_(doc_count|index_.*|indexed.*|terms_count|.*_count))$/],
]);

export const postMetaNoise = firstOf([
  ["locks", /^(_edit_lock|_edit_last|_wp_user_edit_.*|_encloseme|_pingme|_wp_trash_meta_.*|_wp_desired_post_slug)$/],
  [
    "counters",
    /^(_?post_?views?(_count)?|views|.*_views?_count|.*_hits|total_sales|_wc_(average_rating|review_count|rating_count)|_total_sales|_jetpack_.*|_wpas_.*|_publicize_.*|_?like_?count|ratings_(users|score|average))$/,
  ],
  [
    "caches",
    /^(_oembed_.*|_wp_old_(slug|date)|_wp_old_.*|_elementor_(css|page_assets|inline_svg|controls_usage|element_cache|screenshot.*)|_yoast_wpseo_(content_score|linkdex|estimated-reading-time-minutes|wordproof_timestamp)|_et_(pb_)?.*cache.*|rank_math_(internal_links_processed|analytic_object_id|seo_score)|_aioseo_.*cache.*|_wc_.*cache.*|_menu_item_orphaned|_customize_(draft_post_name|changeset_uuid|restore_dismissed)|_order_(key|version)|_download_permissions_granted|_recorded_(sales|coupon_usage_counts)|_new_order_email_sent|_order_stock_reduced|_product_version)$/,
  ],
]);

export const userMetaNoise = firstOf([
  [
    "sessions",
    /^(session_tokens|_?(wc_)?last_(active|activity|login|seen|update)|wc_last_active|_last_active|last_login_time|wfls-last-login|_woocommerce_(persistent_cart|load_saved_cart).*|_application_passwords_last_used|login_attempts|_new_email)$/,
  ],
  [
    "screens",
    /(^|_)(user-settings(-time)?|dashboard_quick_press_last_post_id|media_library_mode|persisted_preferences|r_tru_u_x|user_avatars?_cache)$|^(metaboxhidden_|closedpostboxes_|meta-box-order_|screen_layout_|manage.*columnshidden|.*_per_page$|dismissed_|.*_dismissed|.*dismiss.*|community-events-location|show_welcome_panel|default_password_nag|nav_menu_recently_edited|managenav|tgmpa_|woocommerce_admin_|_?wp_?mail_smtp_|elementor_(introduction|admin_notices)|_yoast_.*notif|edit_.*_per_page|show_try_gutenberg|enable_custom_fields$|syntax_highlighting_seen)/,
  ],
  ["counters", /^(paying_customer|_?order_count|_money_spent|wc_order_count_.*|wc_money_spent_.*)$|user_level$/],
]);

export const termMetaNoise = firstOf([["counters", /^(product_count_.*|.*_count)$/]]);

/** Post types that no person writes. */
export const postTypeNoise: ReadonlyMap<string, Noise> = new Map([
  ["oembed_cache", "caches"],
  ["scheduled-action", "schedules"],
  ["flamingo_outbound", "logs"],
  ["jp_img_sitemap", "caches"],
  ["jp_sitemap", "caches"],
  ["jp_sitemap_master", "caches"],
]);

const digits = /^-?\d{1,18}$/;

/** A figure that went up by itself, with nobody logged in: a visitor was counted. */
export function isCounter(before: string | null, after: string | null, nobody: boolean): boolean {
  if (!nobody || before === null || after === null || !digits.test(before) || !digits.test(after)) return false;
  const step = Number(after) - Number(before);
  return step > 0 && step <= 100;
}
