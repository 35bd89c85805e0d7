#!/bin/sh
# What agents do, over HTTP on one instance, each beside an empty JAX-RS resource of the same container and what signatures
# alone cost on this machine, in the same run: ask with one agent and with many, ask by signed requests (AAuth), exchange
# for a token that acts for a person at depth 1 to 3, request to token of a permission that is granted at once, and how long
# a revoked token is still taken. Needs wrk, curl and node 18 or newer; build first (./mvnw package).
#
#   benchmarks/agents/run.sh
#   LUMOAUTH_DB_URL=jdbc:mariadb://… LUMOAUTH_DB_USER=… LUMOAUTH_DB_PASSWORD=… benchmarks/agents/run.sh
#
# Settings: SECONDS_PER_RUN (10), CONNECTIONS (16), ROUNDS (2; the first warms up), AGENTS (10000), REVOCATIONS (100 of each
# kind), SIGNED (100000: how many requests are signed ahead, at most), PORT (18990), CONSOLE_PORT (18991)
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
seconds=${SECONDS_PER_RUN:-10}
connections=${CONNECTIONS:-16}
rounds=${ROUNDS:-2}
agents=${AGENTS:-10000}
revocations=${REVOCATIONS:-100}
work=$(mktemp -d)
classes="$root/benchmarks/oauth/target/classes:$root/benchmarks/oauth/target/lib/*"

export LUMOAUTH_DATA="$work/data"
mkdir -p "$LUMOAUTH_DATA/etc" # all load comes from a few callers
echo 'rateLimits = * /** 0/1s ip' >"$LUMOAUTH_DATA/etc/org.lumoauth.platform.web.cfg"
export LUMOAUTH_HTTP_PORT="${PORT:-18990}"
export LUMOAUTH_CONSOLE_PORT="${CONSOLE_PORT:-18991}"
export BENCH_LUA="$here/lua"
export BENCH_FOLDER="$work"
base="http://127.0.0.1:$LUMOAUTH_HTTP_PORT"
export BENCH_API="/t/many/api/v1"

finish() {
  "$root/lumoauth" down >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

for tool in wrk curl node java; do
  command -v "$tool" >/dev/null 2>&1 || { echo "$tool is not installed" >&2; exit 2; }
done
empty=$(find "$root/benchmarks/empty-resource/target" -name "org.lumoauth.benchmarks.empty-*.jar" 2>/dev/null | head -n 1)
if [ -z "$empty" ] || [ ! -d "$root/benchmarks/oauth/target/lib" ]; then
  echo "build first: ./mvnw package" >&2
  exit 2
fi

limit() { # benchmark
  java -cp "$classes" org.openjdk.jmh.Main "org.lumoauth.benchmarks.oauth.$1" -f 1 -wi 2 -i 3 -w 2 -r 2 -t 2 2>/dev/null |
    awk '$2 == "thrpt" { printf "%d\n", $4 }'
}
load() { # script
  wrk -t1 -c"$connections" -d"${seconds}s" -s "$here/lua/$1.lua" "$base" | sed -n 's/^RESULT //p'
}
row() { # name, result
  echo "$2" | awk -v name="$1" -v empty="$nothing" -v signed="$signatures" '{
    printf "%-24s %9.1f/s  p50 %7.2f ms  p99 %8.2f ms  not 2xx %d  %5.1f %% of empty  %5.1f %% of signatures\n", name, $1, $2, $3,
      $4, 100 * $1 / empty, 100 * $1 / signed }'
}
signatures=$(limit SignatureLimit)
echo "This machine, nothing else running: $signatures signed access tokens/s (two threads)"
"$root/lumoauth" up --no-tour >/dev/null # what it prints holds a key
"$root/lumoauth" console "bundle:install -s file:$empty" >/dev/null
key=$(cat "$LUMOAUTH_DATA/bootstrap-api-key")
echo "making $agents agents"
node "$here/many.mjs" "$base" "$key" many "$agents" "$work"
curl -sf --retry 5 --retry-all-errors "$base/api/v1/benchmark/empty" >/dev/null

round=1
while [ "$round" -le "$rounds" ]; do
  node "$here/seed.mjs" "$base" "$key" "bench-$round" "$work" # tokens of agents live for some minutes
  echo "round $round of $rounds: $connections connections, $seconds s each, 2xx only"
  result=$(load empty)
  nothing=${result%% *}
  row empty "$result"
  row "ask, 1 agent" "$(BENCH_AGENTS=1 load ask)"
  BENCH_AGENTS=$agents load ask >/dev/null # each has asked once: what is measured is warm
  row "ask, $agents agents" "$(BENCH_AGENTS=$agents load ask)"
  node "$here/sign.mjs" "$work" "${SIGNED:-100000}" 20
  row "ask, signed (AAuth)" "$(load signed)"
  for depth in 1 2 3; do
    row "exchange, depth $depth" "$(BENCH_DEPTH=$depth load exchange)"
  done
  row "JIT request to token" "$(wrk -t16 -c16 -d"${seconds}s" -s "$here/lua/jit.lua" "$base" | sed -n 's/^RESULT //p')"
  node "$here/revocation.mjs" "$work" "$revocations" | awk '/^RESULT/ { gsub("-", " ", $2)
    printf "%-24s until refused:  p50 %7.2f ms  p99 %8.2f ms  worst %.2f ms\n", $2, $3, $4, $5 }'
  round=$((round + 1))
done
