#!/bin/sh
# HTTP load on the OAuth endpoints of one instance, beside what signatures and password hashes alone
# cost on this machine, in the same run. Needs wrk and curl; build first (./mvnw package).
#
#   benchmarks/oauth/run.sh                          embedded database
#   LUMOAUTH_DB_URL=jdbc:mariadb://… LUMOAUTH_DB_USER=… LUMOAUTH_DB_PASSWORD=… benchmarks/oauth/run.sh
#   KEYCLOAK=/path/to/keycloak-26.7.3 benchmarks/oauth/run.sh    Keycloak beside it, one after the other
#   KEYCLOAK_DB_URL=jdbc:mariadb://…  with it: Keycloak's own empty database, same user and password
#
# Each figure at full load is followed by one at about 70 % of it, where latency means something.
#
# The first round warms up, both servers for the same time: what is compared is the last one.
#
# Settings: SECONDS_PER_RUN (10), WARM_SECONDS (30; of each load of the first round), CONNECTIONS (16), ROUNDS (2),
# SIGNED (200000: how many assertions or proofs are signed ahead of a load, at most), PORT (18970)
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
seconds=${SECONDS_PER_RUN:-10}
connections=${CONNECTIONS:-16}
rounds=${ROUNDS:-2}
warm=${WARM_SECONDS:-30}
work=$(mktemp -d)
classes="$here/target/classes:$here/target/lib/*"

export LUMOAUTH_DATA="$work/data"
export LUMOAUTH_HTTP_PORT="${PORT:-18970}"
export LUMOAUTH_CONSOLE_PORT="${CONSOLE_PORT:-18971}"
export BENCH_LUA="$here/lua"
export BENCH_CODES="$work/codes"
base="http://127.0.0.1:$LUMOAUTH_HTTP_PORT"
slug=bench-$(date +%s)
keycloak_pid=

finish() {
  "$root/lumoauth" down >/dev/null 2>&1 || true
  [ -z "$keycloak_pid" ] || kill "$keycloak_pid" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT INT TERM

for tool in wrk curl java; do
  command -v "$tool" >/dev/null 2>&1 || { echo "$tool is not installed" >&2; exit 2; }
done
[ -d "$here/target/lib" ] || { echo "build first: ./mvnw package" >&2; exit 2; }

limit() { # benchmark
  java -cp "$classes" org.openjdk.jmh.Main "org.lumoauth.benchmarks.oauth.$1" -f 1 -wi 2 -i 3 -w 2 -r 2 -t 2 2>/dev/null |
    awk '$2 == "thrpt" { printf "%d\n", $4 }'
}
load() { # name, base
  wrk -t1 -c"$connections" -d"${span}s" -s "$here/lua/$1.lua" "$2" | sed -n 's/^RESULT //p'
}
span() { # round: how many seconds each of its loads takes
  if [ "$1" -eq 1 ] && [ "$rounds" -gt 1 ]; then echo "$warm"; else echo "$seconds"; fi
}
paced() { # name, base, result at full load: many connections that pause, at 70 % of what was reached
  BENCH_PAUSE=$(pause "$3" 128 1 0.5) \
    wrk -t1 -c128 -d"${seconds}s" -s "$here/lua/$1.lua" "$2" | sed -n 's/^RESULT //p'
}
pause() { # result at full load, connections, requests of each turn, what part of the time at full load one takes then
  # What a connection waits before a request.
  echo "$1" | awk -v of="$2" -v each="$3" -v part="$4" '{
    pause = (of * 1000 / (0.7 * $1) - part * $2) / each; printf "%.1f", pause < 1 ? 1 : pause }'
}
signed_load() { # name, base: what is signed is sent once, by one load
  java -cp "$classes" org.lumoauth.benchmarks.oauth.SignAhead "$BENCH_VARS.signing" "$work/signed" "$1" \
    "${SIGNED:-200000}" 20
  BENCH_SIGNED="$work/signed" load "$1" "$2"
}
sign_in() { # base, seconds: eight people, each with a browser of their own
  wrk -t8 -c8 -d"$2s" -s "$here/lua/login.lua" "$1" | sed -n 's/^RESULT //p'
}
sign_in_paced() { # base, result at full load: a sign-in is four requests
  BENCH_PAUSE=$(pause "$2" 32 4 1) wrk -t32 -c32 -d"${seconds}s" -s "$here/lua/login.lua" "$1" |
    sed -n 's/^RESULT //p'
}
keycloak_sign_in() { # seconds: the same eight people, by a client that keeps all cookies
  java -cp "$classes" org.lumoauth.benchmarks.oauth.KeycloakSignIns "$url" "$work/keycloak.lua" "$1" |
    sed -n 's/^RESULT //p'
}
row() { # whose, name, result
  echo "$3" | awk -v who="$1" -v name="$2" -v base="${4:-0}" -v what="${5:-}" '{
    printf "%-9s %-26s %9.1f/s  p50 %7.2f ms  p99 %8.2f ms  failed %d", who, name, $1, $2, $3, $4
    if (base > 0) printf "  %5.1f %% of %s", 100 * $1 / base, what
    printf "\n" }'
}

lumoauth() {
  mkdir -p "$LUMOAUTH_DATA/etc" # all load comes from one address
  echo 'rateLimits = * /** 0/1s ip' >"$LUMOAUTH_DATA/etc/org.lumoauth.platform.web.cfg"
  "$root/lumoauth" up --no-tour >/dev/null
  export BENCH_VARS="$work/vars.lua"
  round=1
  while [ "$round" -le "$rounds" ]; do
    span=$(span "$round")
    # Refresh tokens and codes are used up: each round has its own tenant.
    java -cp "$classes" org.lumoauth.benchmarks.oauth.Seed "$base" "$(cat "$LUMOAUTH_DATA/bootstrap-api-key")" "$slug-$round" "$work/vars.lua" >/dev/null
    echo "LumoAuth, round $round of $rounds: $connections connections, $span s each, 2xx only"
    for name in client_credentials refresh introspect userinfo; do
      full=$(load "$name" "$base")
      row LumoAuth "$name" "$full" "$signatures" "signatures"
      [ "$round" -lt "$rounds" ] ||
        row LumoAuth "  at 70 %" "$(paced "$name" "$base" "$full")" "${full%% *}" "full load"
    done
    row LumoAuth "token by private_key_jwt" "$(signed_load assertions "$base")" "$signatures" "signatures"
    row LumoAuth "userinfo by DPoP" "$(signed_load proofs "$base")" "$signatures" "signatures"
    for name in authorize code; do # each code that the first got is exchanged by the second
      full=$(load "$name" "$base")
      row LumoAuth "$name" "$full" "$signatures" "signatures"
      case $name in
        authorize) full_authorize=$full ;;
        code) full_code=$full ;;
      esac
    done
    if [ "$round" -eq "$rounds" ]; then
      row LumoAuth "  authorize at 70 %" "$(paced authorize "$base" "$full_authorize")" "${full_authorize%% *}" "full load"
      row LumoAuth "  code at 70 %" "$(paced code "$base" "$full_code")" "${full_code%% *}" "full load"
    fi
    # So few sign-ins fit into a second that they take longer to warm up.
    [ "$round" -eq "$rounds" ] || sign_in "$base" $((span * 2)) >/dev/null
    hashes=$(limit PasswordLimit) # beside it in time: a machine that others share is not equally fast all the time
    full=$(sign_in "$base" "$seconds")
    row LumoAuth "password login" "$full" "$hashes" "$hashes password hashes/s alone (two threads)"
    [ "$round" -lt "$rounds" ] ||
      row LumoAuth "  at 70 %" "$(sign_in_paced "$base" "$full")" "${full%% *}" "full load"
    round=$((round + 1))
  done
  "$root/lumoauth" down >/dev/null
}

keycloak() {
  home="$work/keycloak"
  cp -r "$KEYCLOAK" "$home"
  url="http://127.0.0.1:18975"
  database="--db=dev-file"
  if [ -n "${KEYCLOAK_DB_URL:-}" ]; then
    database="--db=mariadb"
    export KC_DB_URL="$KEYCLOAK_DB_URL" KC_DB_USERNAME="$LUMOAUTH_DB_USER" KC_DB_PASSWORD="$LUMOAUTH_DB_PASSWORD"
  fi
  export KC_BOOTSTRAP_ADMIN_USERNAME=admin
  KC_BOOTSTRAP_ADMIN_PASSWORD=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  export KC_BOOTSTRAP_ADMIN_PASSWORD
  "$home/bin/kc.sh" build $database >"$work/keycloak.log" 2>&1
  "$home/bin/kc.sh" start --optimized --http-enabled=true --hostname-strict=false --http-host=127.0.0.1 \
    --http-port=18975 --http-management-port=18976 --log-level=warn >>"$work/keycloak.log" 2>&1 &
  keycloak_pid=$!
  tries=0
  until curl -sf "$url/realms/master" >/dev/null 2>&1; do
    tries=$((tries + 1))
    [ "$tries" -lt 180 ] || { tail -n 20 "$work/keycloak.log" >&2; exit 1; }
    sleep 1
  done
  export BENCH_VARS="$work/keycloak.lua"
  round=1
  while [ "$round" -le "$rounds" ]; do
    span=$(span "$round")
    java -cp "$classes" org.lumoauth.benchmarks.oauth.KeycloakSeed "$url" admin "$KC_BOOTSTRAP_ADMIN_PASSWORD" "$work/keycloak.lua" "bench-$round"
    echo "Keycloak, round $round of $rounds: the same connections and seconds"
    for name in client_credentials refresh introspect userinfo; do
      row Keycloak "$name" "$(load "$name" "$url")" "$signatures" "signatures"
    done
    for name in authorize code; do
      row Keycloak "$name" "$(load "$name" "$url")" "$signatures" "signatures"
    done
    [ "$round" -eq "$rounds" ] || keycloak_sign_in $((span * 2)) >/dev/null
    row Keycloak "password login" "$(keycloak_sign_in "$seconds")"
    # LumoAuth keeps a record of each of these; so does this realm.
    java -cp "$classes" org.lumoauth.benchmarks.oauth.KeycloakSeed "$url" admin "$KC_BOOTSTRAP_ADMIN_PASSWORD" "$work/keycloak.lua" "events-$round" events
    for name in client_credentials refresh; do
      row Keycloak "$name, stored" "$(load "$name" "$url")" "$signatures" "signatures"
    done
    round=$((round + 1))
  done
  kill "$keycloak_pid"
  wait "$keycloak_pid" 2>/dev/null || true
  keycloak_pid=
}

signatures=$(limit SignatureLimit)
echo "This machine, nothing else running: $signatures signed access tokens/s (two threads)"
lumoauth
[ -z "${KEYCLOAK:-}" ] || keycloak
