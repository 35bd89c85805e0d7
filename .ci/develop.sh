#!/bin/sh
# The commands of ./lumoauth that need the sources: build, test, dev. ./lumoauth reads this file in a source tree; an
# unpacked distribution does not have it. Functions and variables that are not defined here are those of ./lumoauth.
# shellcheck disable=SC2154 # ./lumoauth sets the variables

need_compiler() {
  [ -x "$JAVA_HOME/bin/javac" ] || fail "$JAVA_HOME has no Java compiler, and LumoAuth must be built first." \
    "Install a JDK 17 or 21, or set JAVA_HOME to one."
}

# --- build ------------------------------------------------------------------------------------------------------------

archive() {
  for file in "$sources"/distribution/target/lumoauth-*.tar.gz; do
    if [ -f "$file" ]; then
      printf '%s\n' "$file"
      return
    fi
  done
}

# build <what to say> <maven arguments...>: shows what Maven is at, and its own words only when it fails.
build() {
  log=$sources/target/lumoauth-build.log
  mkdir -p "$sources/target"
  say "$1 (log: target/lumoauth-build.log)"
  shift
  (cd "$sources" && exec ./mvnw -B -DskipTests "$@") >"$log" 2>&1 &
  builder=$!
  trap 'kill "$builder" 2>/dev/null; exit 130' INT TERM
  last=''
  while kill -0 "$builder" 2>/dev/null; do
    step=$(sed -n 's/^.*Building LumoAuth :: \(.*[^ ]\)  *\(\[[0-9]*\/[0-9]*\]\).*$/\2 \1/p' "$log" | tail -n 1)
    if [ -n "$step" ] && [ "$step" != "$last" ]; then
      say "  $step"
      last=$step
    fi
    sleep 1
  done
  trap - INT TERM
  wait "$builder" || {
    grep -E 'ERROR|BUILD' "$log" | head -n 15 >&2 || true
    fail "The build failed. The full log is $log."
  }
}

build_distribution() {
  build "Building LumoAuth; the first time this fetches its libraries and takes some minutes" -pl distribution -am package
}

# An archive is unpacked once; a newer one goes beside it, so that a build never pulls the files from under a server.
unpack() {
  file=$(archive)
  build_id=$(cksum <"$file" | awk '{print $1 "-" $2}')
  home=$sources/distribution/target/run/$build_id
  [ -d "$home" ] && return
  # Of several that start at once each unpacks into a folder of its own, and the first that is done gives it its name: a
  # folder of that name is there as a whole or not at all.
  part=$home.$$
  mkdir -p "$part"
  if ! gzip -dc "$file" >"$part/archive.tar" || ! (cd "$part" && tar xf archive.tar); then
    rm -rf "$part"
    fail "The distribution could not be unpacked into $part. Is the disk full?"
  fi
  unpacked=$(echo "$part"/lumoauth-*)
  printf '%s\n' "$build_id" >"$unpacked/build-id"
  [ -d "$home" ] || mv "$unpacked" "$home" || [ -d "$home" ]
  rm -rf "$part" "${home:?}/${unpacked##*/}" # there if another one was quicker by a moment
}

# --- test -------------------------------------------------------------------------------------------------------------

run_tests() {
  find_java
  need_compiler
  cd "$sources" || exit 1
  case ${1:-} in
    --all)
      shift
      ./mvnw -B verify -T2 -Dlumoauth.whole -Dlumoauth.all -Dlumoauth.checks "$@"
      same_bytes_when_built_again
      ;;
    '') exec ./mvnw -B verify -T2 -Dlumoauth.whole ;;
    *) exec ./mvnw -B verify "$@" ;;
  esac
}

# Builds a copy of the sources in another folder and compares both archives byte for byte.
same_bytes_when_built_again() {
  copy=$(mktemp -d)
  trap 'rm -rf "$copy"' EXIT
  git ls-files -z | tar -c --null --files-from=- -f - | tar -x -C "$copy" -f -
  say "Building the distribution a second time, in another folder"
  (cd "$copy" && exec ./mvnw -B -q -DskipTests -pl distribution -am package) || fail "The second build failed."
  for format in tar.gz zip; do
    first=$(echo "$sources"/distribution/target/lumoauth-*."$format")
    cmp "$first" "$copy/distribution/target/$(basename "$first")" || fail "The build is not reproducible: $(basename "$first") differs."
  done
  say "Reproducible build: both archives are the same, byte for byte"
}

# --- dev --------------------------------------------------------------------------------------------------------------

# In development the instance takes our bundles from the target folders of the sources.
maven_configuration() { printf '%s/etc/org.ops4j.pax.url.mvn.cfg\n' "$data"; }

use_dev_repository() {
  repository=$data/karaf/dev-repository
  rm -rf "$repository"
  for jar in "$sources"/bundles/*/target/*.jar "$sources"/bundles/*/*/target/*.jar; do
    name=$(basename "$jar" .jar)
    case $name in *-sources | *-javadoc | *-tests | '*') continue ;; esac
    artifact=${name%%-[0-9]*}
    version=${name#"$artifact"-}
    mkdir -p "$repository/org/lumoauth/$artifact/$version"
    ln -s "$jar" "$repository/org/lumoauth/$artifact/$version/$name.jar"
  done
  sed '/^org\.ops4j\.pax\.url\.mvn\.localRepository/d' "$home/etc/org.ops4j.pax.url.mvn.cfg" >"$(maven_configuration)"
  printf 'org.ops4j.pax.url.mvn.localRepository = %s\n' "$repository" >>"$(maven_configuration)"
}

leave_dev_repository() {
  if grep -q '/dev-repository$' "$(maven_configuration)" 2>/dev/null; then
    cp "$home/etc/org.ops4j.pax.url.mvn.cfg" "$(maven_configuration)"
  fi
}

dev() {
  ready_to_start
  need_compiler
  # Maven can build one bundle alone only when it finds the others in the local repository.
  build "Building the bundles and putting them into your local Maven repository" -pl features -am install
  launch
  use_dev_repository
  start background
  wait_until_ready
  welcome
  console 'bundle:watch *' >/dev/null
  say "Bundles are watched. Change one, then for example:"
  say "  ./mvnw -q -pl bundles/agents/ask package -Dmaven.test.skip     (live within a second of the jar)"
}
