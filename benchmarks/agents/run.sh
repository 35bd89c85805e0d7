#!/bin/sh
# What agents do, over HTTP on one instance: ask, warm, with one agent and with many, each beside an empty JAX-RS resource
# of the same container in the same run. Needs wrk and curl.
#
#   benchmarks/agents/run.sh
#   LUMOAUTH_DB_URL=jdbc:mariadb://… LUMOAUTH_DB_USER=… LUMOAUTH_DB_PASSWORD=… benchmarks/agents/run.sh
#
# Settings: SECONDS_PER_RUN (10), CONNECTIONS (16), ROUNDS (2; the first warms up), AGENTS (10000), PORT (18990)
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
seconds=${SECONDS_PER_RUN:-10}
connections=${CONNECTIONS:-16}
rounds=${ROUNDS:-2}
agents=${AGENTS:-10000}
work=$(mktemp -d)

export LUMOAUTH_DATA="$work/data"
export LUMOAUTH_HTTP_PORT="${PORT:-18990}"
export LUMOAUTH_CONSOLE_PORT="${CONSOLE_PORT:-18991}"
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

admin=$(curl -sf "$base/api/v1/platform/tenants" -H "Authorization: Bearer $key" \
  -H 'Content-Type: application/json' -d '{"slug":"bench","name":"Bench"}' | member apiKey)
api="$base/t/bench/api/v1"

# One connection for all: a process for each call would take longer than the calls.
echo "making $agents agents"
number=0
while [ "$number" -lt "$agents" ]; do
  [ "$number" -eq 0 ] || echo next
  cat <<CALL
url = "$api/admin/agents"
header = "X-API-Key: $admin"
header = "Content-Type: application/json"
data = "{\"name\":\"Load $number\",\"capabilities\":[\"files.read\",\"files.write\"]}"
CALL
  number=$((number + 1))
done >"$work/make"
curl -s -K "$work/make" | sed 's/}{/}\n{/g' >"$work/made"
sed -n 's/.*"id":"\(agt_[^"]*\)".*/\1/p' "$work/made" >"$work/ids"

first=1
while read -r id; do
  [ "$first" -eq 1 ] || echo next
  first=0
  cat <<CALL
url = "$api/admin/agents/$id/token"
header = "X-API-Key: $admin"
header = "Content-Type: application/json"
data = "{}"
CALL
done <"$work/ids" >"$work/issue"
curl -s -K "$work/issue" | sed 's/}{/}\n{/g' |
  sed -n 's/.*"\(access_token\|accessToken\|token\)":"\([^"]*\)".*/\2/p' >"$work/tokens"
have=$(wc -l <"$work/tokens")
[ "$have" -gt 0 ] || { echo "no tokens were issued" >&2; exit 1; }

script() { # file, how many tokens
  cat >"$work/$1.lua" <<LUA
local tokens = {}
for line in io.lines("$work/tokens") do
  if #tokens < $2 then tokens[#tokens + 1] = "Bearer " .. line end
end
local at = 0
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = [[{"action":"files.read"}]]
request = function()
  at = at % #tokens + 1
  wrk.headers["Authorization"] = tokens[at]
  return wrk.format()
end
done = function(summary, latency, requests)
  local bad = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout
  io.write(string.format("RESULT %.0f %.2f %.2f %d\n", (summary.requests - bad) / (summary.duration / 1000000),
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, bad))
end
LUA
}
script one 1
script many "$have"
sed 's/^wrk.method.*/wrk.method = "GET"/; /^wrk.body/d' "$work/one.lua" >"$work/empty.lua"

row() { # name, script, url
  result=$(wrk -t1 -c"$connections" -d"${seconds}s" -s "$work/$2.lua" "$3" | sed -n 's/^RESULT //p')
  [ "$2" != empty ] || baseline=${result%% *}
  echo "$result" | awk -v name="$1" -v base="$baseline" \
    '{ printf "%-24s %8d/s  p50 %6.2f ms  p99 %7.2f ms  not 2xx %d  %5.1f %% of empty\n", name, $1, $2, $3, $4, 100 * $1 / base }'
}

curl -sf "$base/api/v1/benchmark/empty" >/dev/null
round=1
while [ "$round" -le "$rounds" ]; do
  echo "round $round of $rounds: $connections connections, $seconds s each, 2xx only"
  row empty empty "$base/api/v1/benchmark/empty"
  row "ask, 1 agent" one "$api/agents/ask"
  row "ask, $have agents" many "$api/agents/ask"
  round=$((round + 1))
done
