#!/bin/sh
# Modules are exchanged under load: 200 requests a second of ask and token for 60 s, while authz-rbac is
# upgraded three times and the example module is installed, upgraded and removed. Latency is counted from
# the moment a request was due, so a stall shows in full. Ends with the line
#
#   requests N, failures F, worst L ms
#
# and fails if a request failed, an operation did not happen, or the worst latency is 250 ms or more.
# Needs the distribution and the example; both are built if they are absent.
#
# Settings: RATE (200), SECONDS_PER_RUN (60), LIMIT_MS (250), PORT (18970), CONSOLE_PORT (18971)
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
seconds=${SECONDS_PER_RUN:-60}
work=$(mktemp -d)

export LUMOAUTH_DATA="$work/data"
mkdir -p "$LUMOAUTH_DATA/etc" # all load comes from a few callers
echo 'rateLimits = * /** 0/1s ip' >"$LUMOAUTH_DATA/etc/org.lumoauth.platform.web.cfg"
export LUMOAUTH_HTTP_PORT="${PORT:-18970}"
export LUMOAUTH_CONSOLE_PORT="${CONSOLE_PORT:-18971}"

# shellcheck disable=SC2317 # the trap below calls it
finish() {
  "$root/lumoauth" down >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

bin=${JAVA_HOME:+$JAVA_HOME/bin/}
for tool in "${bin}java" "${bin}javac" "${bin}jar"; do
  command -v "$tool" >/dev/null 2>&1 || { echo "$tool is not installed" >&2; exit 2; }
done

# --- three newer builds of authz-rbac, which differ from the shipped one by their version alone ---
"$root/lumoauth" up --no-tour >/dev/null # what it prints holds a key
rbac=$(find "$root/bundles/authz/rbac/target" -name 'org.lumoauth.authz.rbac-*.jar' 2>/dev/null | grep -v sources | head -n 1)
[ -n "$rbac" ] || { echo "build first: ./mvnw package" >&2; exit 2; }
for n in 1 2 3; do
  cp "$rbac" "$work/authz-rbac-$n.jar"
  printf 'Bundle-Version: 99.%s.0\n' "$n" >"$work/version"
  "${bin}jar" --update --file "$work/authz-rbac-$n.jar" --manifest "$work/version" 2>/dev/null
done

example="$root/examples/authorization-model"
if [ ! -f "$example/target/v2/change-freeze-2.0.0.jar" ]; then
  (cd "$root" && ./mvnw -q -pl bundles/api -am install -DskipTests)
  for major in 1 2; do
    (cd "$root" && ./mvnw -q -f "$example/pom.xml" -Dmajor=$major package)
  done
fi

# --- the operations, from one console session that is open before the load begins ---
pause=$((seconds / 7)) # whole seconds, as shell:sleep counts
wait="shell:sleep $pause"
operations="shell:sleep 8; $wait" # the load warms up first
operations="$operations; lumoauth:module-upgrade authz-rbac file:$work/authz-rbac-1.jar; $wait"
operations="$operations; lumoauth:module-install file:$example/target/v1/change-freeze-1.0.0.jar; $wait"
operations="$operations; lumoauth:module-upgrade authz-rbac file:$work/authz-rbac-2.jar; $wait"
operations="$operations; lumoauth:module-upgrade change-freeze file:$example/target/v2/change-freeze-2.0.0.jar; $wait"
operations="$operations; lumoauth:module-remove change-freeze; $wait"
operations="$operations; lumoauth:module-upgrade authz-rbac file:$work/authz-rbac-3.jar"

"${bin}javac" -d "$work/classes" "$here/HotSwapLoad.java"
"$root/lumoauth" console "$operations" >"$work/operations" 2>&1 &
console=$!
failed=0
LUMOAUTH_URL="http://127.0.0.1:$LUMOAUTH_HTTP_PORT" \
LUMOAUTH_KEY=$(cat "$LUMOAUTH_DATA/bootstrap-api-key") \
RATE="${RATE:-200}" SECONDS_PER_RUN="$seconds" LIMIT_MS="${LIMIT_MS:-250}" \
  "${bin}java" -cp "$work/classes" HotSwapLoad >"$work/result" || failed=1
wait "$console" || failed=1

cat "$work/operations"
for done in 'Upgraded authz-rbac to 99.1.0' 'Installed change-freeze 1.0.0' 'Upgraded authz-rbac to 99.2.0' \
  'Upgraded change-freeze to 2.0.0' 'Removed change-freeze' 'Upgraded authz-rbac to 99.3.0'; do
  grep -q "$done" "$work/operations" || { echo "MISSING: $done"; failed=1; }
done
cat "$work/result"
exit "$failed"
