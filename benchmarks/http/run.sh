#!/bin/sh
# HTTP load on one instance: ask, check, client_credentials and introspect, each beside an empty
# JAX-RS resource of the same container in the same run. Needs wrk and curl.
#
#   benchmarks/http/run.sh              embedded database
#   LUMOAUTH_DB_URL=jdbc:mariadb://… LUMOAUTH_DB_USER=… LUMOAUTH_DB_PASSWORD=… benchmarks/http/run.sh
#
# Settings: SECONDS_PER_RUN (10), CONNECTIONS (16), ROUNDS (2; the first warms up), PORT (18980)
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
seconds=${SECONDS_PER_RUN:-10}
connections=${CONNECTIONS:-16}
rounds=${ROUNDS:-2}
work=$(mktemp -d)

export LUMOAUTH_DATA="$work/data"
mkdir -p "$LUMOAUTH_DATA/etc" # all load comes from a few callers
echo 'rateLimits = * /** 0/1s ip' >"$LUMOAUTH_DATA/etc/org.lumoauth.platform.web.cfg"
export LUMOAUTH_HTTP_PORT="${PORT:-18980}"
export LUMOAUTH_CONSOLE_PORT="${CONSOLE_PORT:-18981}"
base="http://127.0.0.1:$LUMOAUTH_HTTP_PORT"

finish() {
  "$root/lumoauth" down >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap finish EXIT INT TERM

for tool in wrk curl; do
  command -v "$tool" >/dev/null 2>&1 || { echo "$tool is not installed" >&2; exit 2; }
done

empty=$(find "$root/benchmarks/empty-resource/target" -name "org.lumoauth.benchmarks.empty-*.jar" 2>/dev/null | head -n 1)
[ -n "$empty" ] || { echo "build first: ./mvnw package" >&2; exit 2; }

"$root/lumoauth" up --no-tour
"$root/lumoauth" console "bundle:install -s file:$empty" >/dev/null
key=$(cat "$LUMOAUTH_DATA/bootstrap-api-key")

# The value of a string member of a JSON text on standard input.
member() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"; }

slug=bench
tenant=$(curl -sf "$base/api/v1/platform/tenants" -H "Authorization: Bearer $key" \
  -H 'Content-Type: application/json' -d "{\"slug\":\"$slug\",\"name\":\"Bench\"}")
admin=$(printf '%s' "$tenant" | member apiKey)
api="$base/t/$slug/api/v1"
agent=$(curl -sf "$api/admin/agents" -H "X-API-Key: $admin" -H 'Content-Type: application/json' \
  -d '{"name":"Load","capabilities":["files.read","files.write"]}')
client=$(printf '%s' "$agent" | member clientId)
secret=$(printf '%s' "$agent" | member clientSecret)
basic=$(printf '%s:%s' "$client" "$secret" | base64 | tr -d '\n')
token=$(curl -sf "$api/oauth/token" -H "Authorization: Basic $basic" -d grant_type=client_credentials |
  member access_token)

post() { # file, content type, authorization, body
  cat >"$work/$1.lua" <<LUA
wrk.method = "POST"
wrk.headers["Content-Type"] = "$2"
wrk.headers["Authorization"] = "$3"
wrk.body = [[$4]]
done = function(summary, latency, requests)
  local bad = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout
  local seconds = summary.duration / 1000000
  io.write(string.format("RESULT %.0f %.2f %.2f %d\n", (summary.requests - bad) / seconds,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, bad))
end
LUA
}
form=application/x-www-form-urlencoded
post ask application/json "Bearer $token" '{"action":"files.read"}'
post check application/json "Bearer $token" '{"permission":"files.read"}'
post client_credentials $form "Basic $basic" 'grant_type=client_credentials'
post introspect $form "Basic $basic" "token=$token"
sed 's/^wrk.method.*/wrk.method = "GET"/; /^wrk.body/d' "$work/check.lua" >"$work/empty.lua"

measure() { # name, url
  wrk -t1 -c"$connections" -d"${seconds}s" -s "$work/$1.lua" "$2" | sed -n 's/^RESULT //p'
}
row() { # name, url
  result=$(measure "$1" "$2")
  rate=${result%% *}
  [ "$1" = empty ] && baseline=$rate
  echo "$result" | awk -v name="$1" -v base="$baseline" \
    '{ printf "%-20s %8d/s  p50 %6.2f ms  p99 %7.2f ms  not 2xx %d  %5.1f %% of empty\n", name, $1, $2, $3, $4, 100 * $1 / base }'
}

curl -sf "$base/api/v1/benchmark/empty" >/dev/null
round=1
while [ "$round" -le "$rounds" ]; do
  echo "round $round of $rounds: $connections connections, $seconds s each, 2xx only"
  row empty "$base/api/v1/benchmark/empty"
  row check "$api/authz/check"
  row ask "$api/agents/ask"
  row client_credentials "$api/oauth/token"
  row introspect "$api/oauth/introspect"
  round=$((round + 1))
done
