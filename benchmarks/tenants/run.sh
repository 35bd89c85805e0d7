#!/bin/sh
# Makes tenants, one after the other, and prints what each thousand of them cost: the time of an answer and the server's
# own CPU time. The last thousand is to cost what the second does; in the first the server warms up.
# Needs the distribution, which is built if it is absent.
#
# Settings: TENANTS (10000), PORT (18980), CONSOLE_PORT (18981); LUMOAUTH_DB_URL, _USER, _PASSWORD for an empty MariaDB
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d)

export LUMOAUTH_DATA="$work/data"
mkdir -p "$LUMOAUTH_DATA/etc" # all load comes from a few callers
echo 'rateLimits = * /** 0/1s ip' >"$LUMOAUTH_DATA/etc/org.lumoauth.platform.web.cfg"
export LUMOAUTH_HTTP_PORT="${PORT:-18980}"
export LUMOAUTH_CONSOLE_PORT="${CONSOLE_PORT:-18981}"

finish() {
  "$root/lumoauth" down >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

"$root/lumoauth" up --no-tour >/dev/null # what it prints holds a key
LUMOAUTH_URL="http://127.0.0.1:$LUMOAUTH_HTTP_PORT" LUMOAUTH_KEY=$(cat "$LUMOAUTH_DATA/bootstrap-api-key") \
  "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Dpid="$(cat "$LUMOAUTH_DATA/lumoauth.pid")" "$here/Tenants.java" "${TENANTS:-10000}"
