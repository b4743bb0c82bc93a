#!/bin/bash
# Asks the running server; every named test has to hold. Usage: healthcheck.sh --connect --innodb_initialized
set -uo pipefail

datadir=/var/lib/mysql
defaults=()
connect_done=

ask() {
    local credentials=("${defaults[@]}")
    if [ "${#credentials[@]}" -eq 0 ] && [ -f "$datadir/.my-healthcheck.cnf" ]; then
        credentials=("--defaults-extra-file=$datadir/.my-healthcheck.cnf")
    fi
    mariadb "${credentials[@]}" --protocol socket ${socket:+--socket="$socket"} -N -s -r -e "$1"
}

connect() {
    # Over TCP on purpose: the temporary server of the initialisation has no network, so it does not count as healthy.
    local credentials=("${defaults[@]}") answer
    if [ "${#credentials[@]}" -eq 0 ] && [ -f "$datadir/.my-healthcheck.cnf" ]; then
        credentials=("--defaults-extra-file=$datadir/.my-healthcheck.cnf")
    fi
    answer=$(mariadb "${credentials[@]}" -h localhost --protocol tcp --skip-ssl -N -s -e 'select @@skip_networking' 2>&1)
    local status=$?
    # "Access denied" still proves that a server answers.
    if [ $status -ne 0 ]; then [[ "$answer" == *'ERROR 1045'* ]] && status=0; else [ "$answer" = 0 ] || status=1; fi
    [ $status -eq 0 ] && connect_done=1
    return $status
}

innodb_initialized() {
    [ "$(ask "select 1 from information_schema.ENGINES where engine='innodb' and support in ('YES','DEFAULT','ENABLED')")" = 1 ]
}

innodb_buffer_pool_loaded() {
    [[ "$(ask "select VARIABLE_VALUE from information_schema.GLOBAL_STATUS where VARIABLE_NAME='Innodb_buffer_pool_load_status'")" == *completed* ]]
}

galera_online() {
    [ "$(ask "select VARIABLE_VALUE from information_schema.GLOBAL_STATUS where VARIABLE_NAME='WSREP_LOCAL_STATE'")" = 4 ]
}

mariadbupgrade() {
    local info="$datadir/mariadb_upgrade_info"
    [ -f "$info" ] || info="$datadir/mysql_upgrade_info"
    [ -f "$info" ] && [ "$(cut -d. -f1-2 "$info")" = "$(mariadbd --version | sed -E 's/.*Ver ([0-9]+\.[0-9]+).*/\1/')" ]
}

[ $# -gt 0 ] || { echo 'at least one test is needed' >&2; exit 1; }
socket=
for argument in "$@"; do
    case "$argument" in
        --datadir=*) datadir=${argument#*=} ;;
        --socket=*) socket=${argument#*=} ;;
        --defaults-file=* | --defaults-extra-file=*) defaults=("$argument") ;;
        --no-connect) connect_done=1 ;;
        --su-mysql)
            if [ "$(id -u)" -eq 0 ]; then exec gosu mysql "${BASH_SOURCE[0]}" "${@/--su-mysql/--no-defaults-change}"; fi ;;
        --no-defaults-change) ;;
        --connect | --innodb_initialized | --innodb_buffer_pool_loaded | --galera_online | --mariadbupgrade)
            "${argument#--}" || { echo "healthcheck ${argument#--} failed" >&2; exit 1; } ;;
        *) echo "unknown healthcheck option $argument" >&2; exit 1 ;;
    esac
done
if [ -z "$connect_done" ]; then connect || { echo 'healthcheck connect failed' >&2; exit 1; }; fi
