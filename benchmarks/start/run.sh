#!/bin/sh
# Starts of a server whose data folder exists: seconds from the command to readiness, CPU seconds of the JVM until
# then, and resident memory after the server has settled. Then one more start is recorded and profiled by module.
#
#   benchmarks/start/run.sh              embedded database
#   LUMOAUTH_DB_URL=jdbc:mariadb://… LUMOAUTH_DB_USER=… LUMOAUTH_DB_PASSWORD=… benchmarks/start/run.sh
#
# Settings: STARTS (5), SETTLE (15; seconds from readiness to the reading of memory), PROFILE (yes), PORT (18960),
# CONSOLE_PORT (18961), LUMOAUTH (the script lumoauth of this source tree, or of an unpacked distribution)
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
starts=${STARTS:-5}
settle=${SETTLE:-15}
server=${LUMOAUTH:-$root/lumoauth}
work=$(mktemp -d)

export LUMOAUTH_DATA="$work/data"
export LUMOAUTH_HTTP_PORT="${PORT:-18960}"
export LUMOAUTH_CONSOLE_PORT="${CONSOLE_PORT:-18961}"
ready="http://127.0.0.1:$LUMOAUTH_HTTP_PORT/system/health/ready"

# shellcheck disable=SC2317 # the trap below calls it
finish() {
  "$server" down >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

bin=${JAVA_HOME:+$JAVA_HOME/bin/}
for tool in curl "${bin}java"; do
  command -v "$tool" >/dev/null 2>&1 || { echo "$tool is not installed" >&2; exit 2; }
done

now() { date +%s%N; }

# Starts the server and waits; leaves the time in $began and $ended, and the process id in $pid.
start() {
  began=$(now)
  "$server" up --no-tour >"$work/up" 2>&1 &
  up=$!
  until curl -sf -o /dev/null "$ready"; do
    kill -0 "$up" 2>/dev/null || { cat "$work/up" >&2; exit 1; }
    sleep 0.1
  done
  ended=$(now)
  pid=$(cat "$LUMOAUTH_DATA/lumoauth.pid")
  ticks=$(sed 's/.*) //' "/proc/$pid/stat" | cut -d ' ' -f 12,13)
  wait "$up"
}

echo "first start, which creates the data folder"
start
"$server" down >/dev/null

n=1
while [ "$n" -le "$starts" ]; do
  start
  sleep "$settle"
  memory=$(sed -n 's/^VmRSS:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$pid/status")
  threads=$(sed -n 's/^Threads:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$pid/status")
  echo "$began $ended $ticks $memory $threads" |
    awk -v n="$n" -v hertz="$(getconf CLK_TCK)" \
      '{ printf "start %d  %5.2f s  %5.2f s of CPU  %4.0f MB  %d threads\n", n, ($2 - $1) / 1e9, ($3 + $4) / hertz, $5 / 1024, $6 }' |
    tee -a "$work/starts"
  "$server" down >/dev/null
  n=$((n + 1))
done

# spread <column> <name> <unit>
spread() {
  awk -v c="$1" '{ print $c }' "$work/starts" | sort -n |
    awk -v name="$2" -v unit="$3" '{ v[NR] = $1 } END { printf "%-10s min %6.2f  median %6.2f  max %6.2f %s\n", name, v[1], v[int((NR + 1) / 2)], v[NR], unit }'
}
spread 3 ready s
spread 5 CPU s
spread 9 resident MB

[ "${PROFILE:-yes}" = yes ] || exit 0
echo
LUMOAUTH_JAVA_OPTS="${LUMOAUTH_JAVA_OPTS:-} -XX:StartFlightRecording=filename=$work/start.jfr,settings=$here/start.jfc"
export LUMOAUTH_JAVA_OPTS
lines=$(wc -l <"$LUMOAUTH_DATA/log/lumoauth.log")
start
"$server" down >/dev/null
tail -n "+$((lines + 1))" "$LUMOAUTH_DATA/log/lumoauth.log" >"$work/log"
"${bin}java" "$here/StartProfile.java" "$work/start.jfr" "$work/log" "$((began / 1000000))" "$((ended / 1000000))"
