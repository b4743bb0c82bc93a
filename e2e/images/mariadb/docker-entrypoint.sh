#!/bin/bash
# Keeps what the official mariadb image documents of its entrypoint. Written for Tidemark's stand-in.
set -eo pipefail
shopt -s nullglob

note() { printf '%s [%s] [Entrypoint]: %s\n' "$(date --rfc-3339=seconds)" "$1" "$2"; }
fail() { note ERROR "$1" >&2; exit 1; }

# setting NAME [default]: MARIADB_NAME or MYSQL_NAME, or the file named by either with _FILE behind it.
setting() {
    local name value= given= variable
    for name in "MYSQL_$1" "MARIADB_$1"; do
        variable="${name}_FILE"
        if [ -n "${!name:-}" ] && [ -n "${!variable:-}" ]; then fail "both $name and $variable are set, only one may be"; fi
        if [ -n "${!variable:-}" ]; then value=$(< "${!variable}"); given=1
        elif [ -n "${!name:-}" ]; then value=${!name}; given=1; fi
        unset "$variable"
    done
    [ -n "$given" ] || value=${2:-}
    export "MARIADB_$1=$value"
}

read_settings() {
    local name
    for name in ROOT_PASSWORD ROOT_PASSWORD_HASH ALLOW_EMPTY_ROOT_PASSWORD RANDOM_ROOT_PASSWORD DATABASE USER PASSWORD \
        PASSWORD_HASH REPLICATION_USER REPLICATION_PASSWORD REPLICATION_PASSWORD_HASH MASTER_HOST INITDB_SKIP_TZINFO \
        AUTO_UPGRADE DISABLE_UPGRADE_BACKUP MYSQL_LOCALHOST_USER MYSQL_LOCALHOST_GRANTS HEALTHCHECK_GRANTS; do
        setting "$name"
    done
    setting ROOT_HOST %
    setting MASTER_PORT 3306
}

# Asks the server itself, so that configuration files and arguments count alike.
server_value() {
    "$@" --verbose --help --log-bin-index="$(mktemp -u)" 2> /dev/null | awk -v key="$wanted" '$1 == key && /^[^ \t]/ { sub(/^[^ \t]+[ \t]+/, ""); print; exit }'
}

check_config() {
    local errors
    if ! errors=$("$@" --verbose --help --log-bin-index="$(mktemp -u)" 2>&1 > /dev/null); then
        fail "mariadbd failed while attempting to check config: $errors"
    fi
}

quoted() { local text=${1//\\/\\\\}; printf "'%s'" "${text//\'/\\\'}"; }
quoted_name() { printf '`%s`' "${1//\`/\`\`}"; }

client() { mariadb --protocol=socket -uroot -hlocalhost --socket="$socket" --binary-mode "$@"; }
client_as_root() { MYSQL_PWD="$MARIADB_ROOT_PASSWORD" client "$@"; }

create_data_folder() {
    note Note 'Initializing database files'
    local install=(mariadb-install-db --datadir="$datadir" --rpm --auth-root-authentication-method=normal --skip-test-db)
    "${install[@]}" "${@:2}" --default-time-zone=SYSTEM --enforce-storage-engine= --skip-log-bin --expire-logs-days=0 \
        --loose-innodb_buffer_pool_load_at_startup=0 --loose-innodb_buffer_pool_dump_at_shutdown=0 --cross-bootstrap > /dev/null
    note Note 'Database files initialized'
}

start_temporary_server() {
    "$@" --skip-networking --default-time-zone=SYSTEM --socket="$socket" --wsrep_on=OFF --expire-logs-days=0 \
        --skip-slave-start --loose-innodb_buffer_pool_load_at_startup=0 &
    temporary_pid=$!
    local tries
    for ((tries = 0; tries < 600; tries++)); do
        if client --database=mysql -e 'select 1' > /dev/null 2>&1; then return; fi
        kill -0 "$temporary_pid" 2> /dev/null || fail 'Unable to start server.'
        sleep 0.1
    done
    fail 'Unable to start server: no answer within a minute.'
}

stop_temporary_server() {
    kill "$temporary_pid"
    wait "$temporary_pid"
}

require_root_choice() {
    if [ -z "$MARIADB_ROOT_PASSWORD$MARIADB_ROOT_PASSWORD_HASH$MARIADB_ALLOW_EMPTY_ROOT_PASSWORD$MARIADB_RANDOM_ROOT_PASSWORD" ]; then
        fail 'Database is uninitialized and password option is not specified. You need to specify one of MARIADB_ROOT_PASSWORD, MARIADB_ROOT_PASSWORD_HASH, MARIADB_ALLOW_EMPTY_ROOT_PASSWORD and MARIADB_RANDOM_ROOT_PASSWORD'
    fi
}

healthcheck_user_sql() {
    local password
    password=$(pwgen --numerals --capitalize --symbols --remove-chars="'\\" -1 32)
    ( umask 0077; printf '[mariadb-client]\nport=%s\nsocket=%s\nuser=healthcheck\npassword=%s\n' "${port:-3306}" "$socket" "$password" > "$datadir/.my-healthcheck.cnf" )
    local host
    for host in 127.0.0.1 ::1 localhost; do
        printf "CREATE OR REPLACE USER healthcheck@'%s' IDENTIFIED BY %s; GRANT %s ON *.* TO healthcheck@'%s';\n" \
            "$host" "$(quoted "$password")" "${MARIADB_HEALTHCHECK_GRANTS:-USAGE}" "$host"
    done
}

identified() { if [ -n "$2" ]; then printf 'IDENTIFIED BY PASSWORD %s' "$(quoted "$2")"; else printf 'IDENTIFIED BY %s' "$(quoted "$1")"; fi; }

setup_sql() {
    # Nothing of this belongs in the binary log.
    echo "SET @@SESSION.SQL_LOG_BIN=0; SET @@SESSION.SQL_MODE=REPLACE(@@SESSION.SQL_MODE, 'NO_BACKSLASH_ESCAPES', '');"
    # The installer leaves these without a password.
    echo "DROP USER IF EXISTS root@'127.0.0.1', root@'::1'; EXECUTE IMMEDIATE CONCAT('DROP USER IF EXISTS root@\\'', @@hostname, '\\'');"
    local root; root=$(identified "$MARIADB_ROOT_PASSWORD" "$MARIADB_ROOT_PASSWORD_HASH")
    if [ -n "$MARIADB_ROOT_HOST" ] && [ "$MARIADB_ROOT_HOST" != localhost ]; then
        local everywhere; everywhere="root@$(quoted "$MARIADB_ROOT_HOST")"
        echo "CREATE USER $everywhere $root; GRANT ALL ON *.* TO $everywhere WITH GRANT OPTION; GRANT PROXY ON ''@'%' TO $everywhere WITH GRANT OPTION;"
    fi
    if [ -n "$MARIADB_MYSQL_LOCALHOST_USER" ]; then
        echo 'CREATE USER mysql@localhost IDENTIFIED VIA unix_socket;'
        [ -z "$MARIADB_MYSQL_LOCALHOST_GRANTS" ] || echo "GRANT $MARIADB_MYSQL_LOCALHOST_GRANTS ON *.* TO mysql@localhost;"
    fi
    healthcheck_user_sql
    if [ -n "$MARIADB_REPLICATION_USER" ] && [ -z "$MARIADB_MASTER_HOST" ]; then
        local replica; replica="$(quoted "$MARIADB_REPLICATION_USER")@'%'"
        echo "CREATE USER $replica $(identified "$MARIADB_REPLICATION_PASSWORD" "$MARIADB_REPLICATION_PASSWORD_HASH"); GRANT REPLICATION REPLICA ON *.* TO $replica;"
    fi
    if [ -n "$MARIADB_DATABASE" ]; then
        echo "CREATE DATABASE IF NOT EXISTS $(quoted_name "$MARIADB_DATABASE");"
    fi
    if [ -n "$MARIADB_USER" ] && [ -n "$MARIADB_PASSWORD$MARIADB_PASSWORD_HASH" ]; then
        local user; user="$(quoted "$MARIADB_USER")@'%'"
        echo "CREATE USER $user $(identified "$MARIADB_PASSWORD" "$MARIADB_PASSWORD_HASH");"
        # As in the official image: _ and % in the database's name are not wildcards.
        local pattern=${MARIADB_DATABASE//_/\\_}; pattern=${pattern//%/\\%}
        [ -z "$MARIADB_DATABASE" ] || echo "GRANT ALL ON $(quoted_name "$pattern").* TO $user;"
    fi
    echo "SET PASSWORD FOR root@localhost = $(if [ -n "$MARIADB_ROOT_PASSWORD_HASH" ]; then quoted "$MARIADB_ROOT_PASSWORD_HASH"; else printf 'PASSWORD(%s)' "$(quoted "$MARIADB_ROOT_PASSWORD")"; fi);"
}

setup_database() {
    if [ -z "$MARIADB_INITDB_SKIP_TZINFO" ]; then
        note Note 'Loading time zones'
        { echo 'SET @@SESSION.SQL_LOG_BIN=0;'; mariadb-tzinfo-to-sql --skip-write-binlog /usr/share/zoneinfo; } | client --database=mysql
    fi
    if [ -n "$MARIADB_RANDOM_ROOT_PASSWORD" ]; then
        MARIADB_ROOT_PASSWORD=$(pwgen --numerals --capitalize --symbols --remove-chars="'\\" -1 32)
        export MARIADB_ROOT_PASSWORD
        note Note "GENERATED ROOT PASSWORD: $MARIADB_ROOT_PASSWORD"
    fi
    note Note 'Securing system users and creating databases'
    setup_sql | client --database=mysql
}

# For scripts in the folder below, which are sourced and may call it.
docker_process_sql() { client_as_root ${MARIADB_DATABASE:+--database="$MARIADB_DATABASE"} "$@"; }

run_initialisation_files() {
    local file
    for file in "$@"; do
        note Note "$0: running $file"
        case "$file" in
            *.sh) if [ -x "$file" ]; then "$file"; else . "$file"; fi ;;
            *.sql) docker_process_sql < "$file" ;;
            *.sql.gz) gunzip -c "$file" | docker_process_sql ;;
            *.sql.xz) xzcat "$file" | docker_process_sql ;;
            *.sql.zst) zstd -dc "$file" | docker_process_sql ;;
            *) note Warn "$0: ignoring $file" ;;
        esac
    done
}

upgrade_if_asked() {
    [ -n "$MARIADB_AUTO_UPGRADE" ] && [ "$MARIADB_AUTO_UPGRADE" != 0 ] || return 0
    if mariadb-upgrade --check-if-upgrade-is-needed --datadir="$datadir" > /dev/null 2>&1; then
        note Note 'Starting temporary server to upgrade'
        start_temporary_server "$@" --skip-grant-tables --loose-innodb_buffer_pool_dump_at_shutdown=0
        mariadb-upgrade --protocol=socket --socket="$socket" --upgrade-system-tables
        stop_temporary_server
        note Note 'Finished MariaDB upgrade'
    fi
}

main() {
    case "${1:-}" in -*) set -- mariadbd "$@" ;; esac
    local argument help=
    for argument in "$@"; do
        case "$argument" in -'?' | --help | --print-defaults | -V | --version) help=1 ;; esac
    done
    if [ -n "$help" ] || { [ "${1:-}" != mariadbd ] && [ "${1:-}" != mysqld ]; }; then exec "$@"; fi

    check_config "$@"
    datadir=$(wanted=datadir server_value "$@"); datadir=${datadir%/}
    socket=$(wanted=socket server_value "$@")
    port=$(wanted=port server_value "$@")
    if [ "$(id -u)" = 0 ]; then
        mkdir -p "$datadir" "${socket%/*}"
        find "$datadir" "${socket%/*}" \! -user mysql -exec chown mysql: {} +
        note Note "Switching to dedicated user 'mysql'"
        exec gosu mysql "${BASH_SOURCE[0]}" "$@"
    fi

    read_settings
    if [ ! -d "$datadir/mysql" ]; then
        require_root_choice
        create_data_folder "$@"
        note Note 'Starting temporary server'
        start_temporary_server "$@"
        setup_database
        run_initialisation_files /docker-entrypoint-initdb.d/*
        note Note 'Stopping temporary server'
        stop_temporary_server
        note Note 'MariaDB init process done. Ready for start up.'
    else
        upgrade_if_asked "$@"
    fi
    exec "$@"
}

# Other scripts may source this file for its functions.
if [ "${BASH_SOURCE[0]}" = "$0" ]; then main "$@"; fi
