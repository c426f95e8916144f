# shellcheck shell=sh
# Speaks with whoever runs this, or with nobody: without a terminal nothing is asked.

stop() {
    echo "setup.sh: $*" >&2
    exit 2
}

# A terminal that was closed meanwhile is no reason to end.
say() {
    printf '%-12s%s\n' "$1" "$2" || true
}

is_terminal() {
    [ -t 0 ]
}

# ask QUESTION OPTION [DEFAULT]: sets `answer`.
ask() {
    answer=${3:-}
    is_terminal || { [ -n "$answer" ] || stop "needs $2"; return 0; }
    printf '%s%s: ' "$1" "${3:+ [$3]}" >&2
    IFS= read -r answer || stop "needs $2"
    answer=${answer:-${3:-}}
    [ -n "$answer" ] || stop "needs $2"
}

ask_hidden() {
    trap 'stty echo; exit 130' INT TERM HUP
    stty -echo
    printf '%s (is not shown): ' "$1" >&2
    IFS= read -r answer || answer=
    stty echo
    trap - INT TERM HUP
    echo >&2
    [ -n "$answer" ] || stop "needs a password"
}

# Ends here unless somebody says yes.
require_consent() {
    [ "$consent" = no ] || return 0
    if is_terminal; then
        printf '%s Type yes: ' "$1" >&2
        IFS= read -r answer || answer=
        [ "$answer" != yes ] || return 0
        echo "setup.sh: left as it is" >&2
    else
        echo "setup.sh: left as it is: without a terminal, --yes consents" >&2
    fi
    exit 10
}

# run LOG COMMAND...: shows what was printed only where it failed.
run() {
    run_log=$work/$1.log
    shift
    "$@" >"$run_log" 2>&1 || failed "$run_log" "$1 $2"
}

failed() {
    explain_lock "$1"
    cat "$1" >&2
    echo "setup.sh: failed: $2. What was done stays; cure it, and run this again" >&2
    exit 1
}
