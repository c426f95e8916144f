#!/bin/sh
# Makes a fresh clone ready: checks what the machine needs, builds, says what to do next. With --aws it deploys. Run it as
# often as you like.
set -eu

project=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
. "$project/.mvn/find-jdk.sh"

megabytes_min=2000    # libraries, build, and room for the embedded databases

stop() {
    echo "setup.sh: $*" >&2
    exit 2
}

check_machine() {
    case "$(uname -s) $(uname -m)" in
        "Linux x86_64" | "Linux aarch64" | "Linux arm64" | "Darwin x86_64" | "Darwin arm64") ;;
        *) stop "$(uname -sm) has no embedded Postgres: use Linux or macOS on x86_64 or arm64 (on Windows: WSL 2)" ;;
    esac
    [ -w "$project" ] || stop "cannot write $project: run this as its owner, or clone the project again"
    free=$(df -Pm "$project" | awk 'NR == 2 { print $4 }')
    [ "$free" -ge "$megabytes_min" ] || stop "$project has $free MB left, and $megabytes_min are needed: free some, or clone elsewhere"
}

check_maven() {
    for program in mvn curl wget; do
        ! command -v "$program" >/dev/null 2>&1 || return 0
    done
    stop "needs Maven 3.8.7 or later, or curl or wget to download one: install one of the three"
}

usage() {
    cat <<END
Usage: ./setup.sh            checks what this machine needs, and builds
       ./setup.sh --check    the same without building
       ./setup.sh --aws      deploys to AWS; ./setup.sh --aws --help shows how
END
}

build=yes
case ${1:-} in
    "") ;;
    --check) build=no ;;
    --aws) shift && exec "$project/terraform/setup/aws" "$@" ;;
    -h | --help) usage && exit 0 ;;
    *) usage >&2 && exit 2 ;;
esac

check_machine
require_jdk
check_maven
if [ "$build" = no ]; then
    echo "JDK $jdk_version in $JAVA_HOME, and room to build"
    exit 0
fi
echo "JDK $jdk_version in $JAVA_HOME"
"$project/tidemark" --version
cat <<END

Ready. What to do next, in $project:
  ./tidemark demo     see it all work, on a database that lives
  ./tidemark --help   the other commands
  ./mvnw verify       every check and every test
  ./setup.sh --aws    deploy a pipeline to AWS: docs/deploy.md
END
