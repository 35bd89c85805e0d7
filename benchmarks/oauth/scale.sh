#!/bin/sh
# The same load with few and with many tenants, and with few and with many users. Needs wrk and curl;
# build first (./mvnw package). The database as for run.sh.
#
#   benchmarks/oauth/scale.sh
#
# Settings: TENANTS (10000), USERS (1000000), SECONDS_PER_RUN (10), CONNECTIONS (16), PORT (18970)
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
seconds=${SECONDS_PER_RUN:-10}
connections=${CONNECTIONS:-16}
tenants=${TENANTS:-10000}
users=${USERS:-1000000}
work=$(mktemp -d)
classes="$here/target/classes:$here/target/lib/*"

export LUMOAUTH_DATA="$work/data"
export LUMOAUTH_HTTP_PORT="${PORT:-18970}"
export LUMOAUTH_CONSOLE_PORT="${CONSOLE_PORT:-18971}"
export BENCH_LUA="$here/lua"
export BENCH_CODES="$work/codes"
export BENCH_VARS="$work/vars.lua"
export BENCH_TENANTS="$work/tenants.lua"
base="http://127.0.0.1:$LUMOAUTH_HTTP_PORT"
slug=bench-$(date +%s)

finish() {
  "$root/lumoauth" down >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap finish EXIT INT TERM
for tool in wrk curl java; do
  command -v "$tool" >/dev/null 2>&1 || { echo "$tool is not installed" >&2; exit 2; }
done
[ -d "$here/target/lib" ] || { echo "build first: ./mvnw package" >&2; exit 2; }

run() { # class, arguments
  program=$1
  shift
  java -cp "$classes" "org.lumoauth.benchmarks.oauth.$program" "$@"
}
row() { # what, result
  echo "$2" | awk -v what="$1" '{ printf "%-44s %9.1f/s  p50 %7.2f ms  p99 %8.2f ms  failed %d\n", what, $1, $2, $3, $4 }'
}
load() { wrk -t1 -c"$connections" -d"${seconds}s" -s "$here/lua/$1.lua" "$base" | sed -n 's/^RESULT //p'; }
both() { # what; each time with tokens of its own, which last minutes and are used up
  run Seed "$base" "$admin" "$slug" "$work/vars.lua" again >/dev/null
  load client_credentials >/dev/null
  row "client_credentials, $1" "$(load client_credentials)"
  row "introspect, $1" "$(load introspect)"
  row "userinfo, $1" "$(load userinfo)"
  row "refresh, $1" "$(load refresh)"
  row "authorize, $1" "$(load authorize)"
  row "code exchange, $1" "$(load code)"
  row "password login, $1" "$(wrk -t8 -c8 -d"${seconds}s" -s "$here/lua/login.lua" "$base" | sed -n 's/^RESULT //p')"
}

mkdir -p "$LUMOAUTH_DATA/etc" # all load comes from one address
echo 'rateLimits = * /** 0/1s ip' >"$LUMOAUTH_DATA/etc/org.lumoauth.platform.web.cfg"
"$root/lumoauth" up --no-tour >/dev/null
operator=$(cat "$LUMOAUTH_DATA/bootstrap-api-key")
admin=$(run Seed "$base" "$operator" "$slug" "$work/vars.lua")
both "warming up" >/dev/null
both "1 tenant, 64 users"

echo "return {" >"$work/clients.lua"
run Tenants "$base" "$operator" "$tenants" "$work/clients.lua"
{ cat "$work/clients.lua"; echo "}"; } >"$BENCH_TENANTS"
both "$((tenants + 1)) tenants, 64 users"
# A tenant is read at its first request: the first run is that of a server which has just started.
first=$(load many_tenants)
row "client_credentials, tenants in turn, unread" "$first"
asked=0
while [ "$asked" -lt $((5 * tenants)) ]; do
  rate=$(load many_tenants | cut -d' ' -f1)
  [ "${rate%.*}" -gt 0 ] || { echo "no tenant answered" >&2; exit 1; }
  asked=$((asked + ${rate%.*} * seconds))
done
row "client_credentials, tenants in turn" "$(load many_tenants)"

if [ -n "${LUMOAUTH_DB_URL:-}" ]; then # users with a password each, of whom another one signs in each time
  run CopiedUsers user0@example.com "$users"
  export BENCH_USERS="$users"
else
  run Users "$base/t/$slug/api/v1" "$admin" 0 "$users"
fi
both "$((tenants + 1)) tenants, $((users + 64)) users"
