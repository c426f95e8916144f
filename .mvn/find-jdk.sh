# shellcheck shell=sh
# Finds a JDK of 21 or later and exports it as JAVA_HOME. Sourced by mvnw, tidemark and setup.sh.
#
# The order: JAVA_HOME, the java on the PATH, then the newest in the usual places. No java is started to ask for its
# version: every JDK says it in its release file.
#
#   find_jdk        sets and exports JAVA_HOME, sets jdk_feature (25) and jdk_version (25.0.3); fails if there is none
#   require_jdk     the same, but ends the script and says what to do

jdk_oldest=21

# Reads what the release file in folder $1 says, if that is a JDK and not a runtime without a compiler.
read_jdk() {
    jdk_feature=0
    jdk_version=
    [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
    while IFS='=' read -r jdk_field jdk_value; do
        [ "$jdk_field" = JAVA_VERSION ] || continue
        jdk_version=${jdk_value#\"}
        jdk_version=${jdk_version%%\"*}
    done <"$1/release"
    jdk_feature=${jdk_version%%[!0-9]*}
    jdk_feature=${jdk_feature:-0}
}

jdk_is_good() {
    [ -n "$1" ] && read_jdk "$1" && [ "$jdk_feature" -ge "$jdk_oldest" ]
}

# The folder of the java on the PATH, behind its links.
jdk_on_path() {
    jdk_java=$(command -v java) && jdk_java=$(readlink -f "$jdk_java" 2>/dev/null) || return 1
    echo "${jdk_java%/bin/java}"
}

newest_jdk() {
    jdk_user_home=${HOME:-/nonexistent}
    jdk_best=
    jdk_best_feature=0
    for jdk_candidate in \
        /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/* /opt/java/* /opt/jdk/* \
        "${SDKMAN_DIR:-$jdk_user_home/.sdkman}"/candidates/java/* "$jdk_user_home"/.jdks/* "$jdk_user_home"/.asdf/installs/java/* \
        "$jdk_user_home"/.local/share/mise/installs/java/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home "$jdk_user_home"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
        if jdk_is_good "$jdk_candidate" && [ "$jdk_feature" -gt "$jdk_best_feature" ]; then
            jdk_best=$jdk_candidate
            jdk_best_feature=$jdk_feature
        fi
    done
    if [ -z "$jdk_best" ] && [ -x /usr/libexec/java_home ]; then
        jdk_best=$(/usr/libexec/java_home -v "$jdk_oldest+" 2>/dev/null) || return 1
    fi
    [ -n "$jdk_best" ] && read_jdk "$jdk_best"
}

find_jdk() {
    if ! jdk_is_good "${JAVA_HOME:-}"; then
        if jdk_best=$(jdk_on_path) && jdk_is_good "$jdk_best"; then
            JAVA_HOME=$jdk_best
        else
            newest_jdk || return 1
            JAVA_HOME=$jdk_best
        fi
    fi
    export JAVA_HOME
}

require_jdk() {
    find_jdk && return
    cat >&2 <<-END
	tidemark: no JDK of $jdk_oldest or later was found: not in JAVA_HOME, not on the PATH, not in the usual places
	  To fix: install one; or if it lies elsewhere, type  export JAVA_HOME=/where/it/lies
	    Debian, Ubuntu: apt-get install openjdk-25-jdk-headless (or openjdk-21-jdk-headless)
	    Fedora: dnf install java-25-openjdk-devel
	    macOS: brew install openjdk
	    any: sdk install java (https://sdkman.io), or https://adoptium.net
	END
    exit 2
}
