#!/bin/bash
# Keeps what the official WordPress image documents of its entrypoint. Written for Tidemark's stand-in.
set -eo pipefail
source_folder=/usr/src/wordpress

choose_owner() {
    user=$(id -u) group=$(id -g)
    [ "$user" = 0 ] || return 0
    user=www-data group=www-data
    if [[ "${1:-}" == apache2* ]]; then
        # Apache's own notation for a number is a leading #.
        user=${APACHE_RUN_USER:-www-data} group=${APACHE_RUN_GROUP:-www-data}
        user=${user#'#'} group=${group#'#'}
    fi
}

copy_core() {
    # A folder Docker made for a mount belongs to root; anybody else's stays theirs.
    if [ "$(id -u)" = 0 ] && [ "$(stat -c %u:%g .)" = 0:0 ]; then chown "$user:$group" .; fi
    echo >&2 "WordPress not found in $PWD - copying now..."
    if [ -n "$(find . -mindepth 1 -maxdepth 1 -not -name wp-content -print -quit)" ]; then
        echo >&2 "WARNING: $PWD is not empty! (copying anyhow)"
    fi
    local pack=(--create --file - --directory "$source_folder" --owner "$user" --group "$group") unpack=(--extract --file -)
    # Another user than root may not change the mode of a folder that was there.
    [ "$(id -u)" = 0 ] || unpack+=(--no-overwrite-dir)
    local path inside
    for path in "$source_folder"/.htaccess "$source_folder"/wp-content/*/*/; do
        path=${path%/} inside=${path#"$source_folder"/}
        [ -e "$path" ] && [ -e "$PWD/$inside" ] || continue
        echo >&2 "WARNING: '$PWD/$inside' exists! (not copying the WordPress version)"
        pack+=(--exclude "./$inside")
    done
    tar "${pack[@]}" . | tar "${unpack[@]}"
    echo >&2 "Complete! WordPress has been successfully copied to $PWD"
}

write_config() {
    local template
    for template in wp-config-docker.php "$source_folder"/wp-config-docker.php; do
        [ -s "$template" ] || continue
        echo >&2 "No 'wp-config.php' found in $PWD, but 'WORDPRESS_...' variables supplied; copying '$template' (${variables[*]})"
        php -r '
            $text = file_get_contents($argv[1]);
            echo preg_replace_callback("/put your unique phrase here/", fn() => bin2hex(random_bytes(20)), $text);
        ' "$template" > wp-config.php
        if [ "$(id -u)" = 0 ]; then chown --no-dereference "$user:$group" wp-config.php || true; fi
        return
    done
}

if [[ "${1:-}" == apache2* ]] || [ "${1:-}" = php-fpm ] || [ "$(basename "$0")" = docker-ensure-installed.sh ]; then
    choose_owner "$@"
    if [ ! -e index.php ] && [ ! -e wp-includes/version.php ]; then copy_core; fi
    variables=("${!WORDPRESS_@}")
    if [ ! -s wp-config.php ] && [ "${#variables[@]}" -gt 0 ]; then write_config; fi
fi

exec "$@"
