# What a file of Terraform's says of one setting, on however many lines: a text without its quotes, a number, or a list on one line.
# With -v want=rest, all lines that say nothing of it.
# Usage: awk -v name=NAME [-v want=rest] -f setting.awk FILE

!open && $0 ~ "^[ \t]*" name "[ \t]*=" {
    open = 1
    value = ""
    sub(/^[^=]*=/, "")
}

open {
    value = value bare($0)
    if (value !~ /^\[/ || value ~ /\]$/) {
        open = 0
        if (want == "") {
            print plain(value)
            exit
        }
    }
    next
}

want == "rest" { print }

# Without what is beside it, or a comment behind it.
function bare(line, kept, at, quoted) {
    for (at = 1; at <= length(line); at++) {
        if (substr(line, at, 1) == "\"") quoted = !quoted
        if (!quoted && (substr(line, at, 1) == "#" || substr(line, at, 2) == "//")) break
        kept = kept substr(line, at, 1)
    }
    gsub(/^[ \t\r]+|[ \t\r]+$/, "", kept)
    return kept
}

function plain(value) {
    if (value ~ /^\[/) {
        gsub(/[ \t]*,[ \t]*/, ", ", value)
        sub(/^\[[ \t]*/, "[", value)
        sub(/,?[ \t]*\]$/, "]", value)
        return value
    }
    if (value ~ /^"[^"]*"$/) return substr(value, 2, length(value) - 2)
    return value ~ /["{<(]/ ? "" : value
}
