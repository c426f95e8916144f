# shellcheck shell=sh
# Who logs in where. A password stands in no file, no argument and no variable of another process: it goes from here to
# Secrets Manager through a pipe.

# Out of the environment, so that neither Maven nor Terraform inherits it; else out of .env, as ./tidemark reads it.
take_logins() {
    for which in source warehouse migration; do
        variable=$(variable_of "$which")
        eval "login=\${$variable:-} place="
        unset "$variable"
        [ -n "$login" ] || { login=$(written "$variable") && place=.env; }
        eval "${which}_login=\$login ${which}_place=\$place"
    done
    login=
}

variable_of() {
    echo "TIDEMARK_$(printf %s "$1" | tr '[:lower:]' '[:upper:]')_URL"
}

# Without quotes around it, or a comment behind it.
written() {
    [ -f "$project/.env" ] || return 0
    tr -d '\r' <"$project/.env" | sed -n "s/^[[:blank:]]*\(export[[:blank:]]\{1,\}\)\{0,1\}$1[[:blank:]]*=//p" |
        sed -e "s/^[[:blank:]]*\(['\"]\)\(.*\)\1[[:blank:]]*\([[:blank:]]#.*\)\{0,1\}\$/\2/" -e t -e 's/[[:blank:]]#.*//; s/^[[:blank:]]*//; s/[[:blank:]]*$//'
}

secret_id() {
    echo "tidemark/$environment/$pipeline/$1"
}

# absent, empty, set, or deleted and not yet gone for good.
secret_state() {
    described=$(aws secretsmanager describe-secret --secret-id "$(secret_id "$1")" --query '[DeletedDate, VersionIdsToStages]' --output json 2>"$work/secret.log") || {
        grep -q ResourceNotFound "$work/secret.log" || { cat "$work/secret.log" >&2; exit 1; }
        echo absent
        return
    }
    case $(printf '%s' "$described" | tr -d ' \n') in
        '[null,null]' | '[null,{}]') echo empty ;;
        '[null,'*) echo set ;;
        *) echo deleted ;;
    esac
}

has_migration_login() {
    [ -n "$migration_login$migration_file" ] || [ "$(remembered "$tfvars" migration_login)" = true ]
}

logins() {
    echo source warehouse
    ! has_migration_login || echo migration
}

# Before anything is made: what is wrong with a login shows at once.
require_logins() {
    ! has_migration_login || remember "$tfvars" migration_login true as-is
    for which in $(logins); do
        state=$(secret_state "$which")
        if [ "$new_logins" = no ] && { [ "$state" = set ] || [ "$state" = deleted ]; }; then
            eval "${which}_login= ${which}_file="
            continue
        fi
        require_login "$which"
    done
    [ "$new_logins" = no ] || [ -n "$source_login$warehouse_login$migration_login$source_file$warehouse_file$migration_file" ] ||
        stop "--new-logins replaces logins, and none is told: TIDEMARK_SOURCE_URL, TIDEMARK_WAREHOUSE_URL, or --source-login FILE and the like"
}

require_login() {
    eval "file=\$${1}_file login=\$${1}_login place=\${${1}_place:-}"
    if [ "$file" = - ]; then
        read_login "$1"
    elif [ -n "$file" ]; then
        require_file "$file"
        return
    fi
    [ -n "$login" ] || ! is_terminal || ask_login "$1"
    [ -n "$login" ] || return 0
    is_clear "$login" || stop "the login of $1${place:+, $(variable_of "$1") in .env,} $how_written"
    [ "$1" = migration ] || reaches_beyond "$login" || stop "the login of $1${place:+, $(variable_of "$1") in .env,} names this machine, which no function reaches: export $(variable_of "$1") with the address that AWS sees"
    [ -z "$place" ] || say login "$1: $(variable_of "$1") in .env"
    eval "${1}_login=\$login"
    [ "$1" = migration ] || remember "$tfvars" "$1_url" "$(address_of "$login")"
}

how_written="is written postgresql://user:password@host:5432/database?sslmode=require; special characters of a password %XX, such as %40 for @ and %25 for %. No control character, and nothing secret after the password"

# A line of standard input, instead of what the environment says.
read_login() {
    ! is_terminal || stop "--$1-login - reads standard input, and this is a terminal, which would show it: leave the option out, and you are asked"
    eval "${1}_file="
    place=
    IFS= read -r login || [ -n "$login" ] || stop "--$1-login - finds nothing on standard input"
}

require_file() {
    [ -f "$1" ] && [ -r "$1" ] || stop "there is no file $1 that can be read"
    file_holds "$1" username password || stop "$1 holds no JSON with \"username\" and \"password\", as RDS writes it"
}

# file_holds FILE FIELD...: Terraform reads it, through a link: nobody sees what is in it.
file_holds() {
    mkdir -p "$work/rules-login"
    case $1 in
        /*) ln -sf "$1" "$work/rules-login/login.json" ;;
        *) ln -sf "$PWD/$1" "$work/rules-login/login.json" ;;
    esac
    shift
    holds=$(for field in "$@"; do printf 'can(regex(".", jsondecode(file("login.json")).%s)) && ' "$field"; done && echo true)
    holds=$(echo "$holds" |
        TF_DATA_DIR="$work/rules-login/data" terraform -chdir="$work/rules-login" console 2>/dev/null) || holds=
    rm "$work/rules-login/login.json"
    [ "$holds" = true ]
}

# A laptop's own databases are in its .env.
reaches_beyond() {
    host=${1#*@}
    case $host in
        localhost[:/]* | 127.*.*.*[:/]* | 0.0.0.0[:/]* | '[::1]'*) return 1 ;;
    esac
}

# Leaves no doubt where the password ends and what it is: what follows it is written into a file, where nothing of it may stand.
is_clear() {
    case $1 in
        *@*@* | *@*[?\&]user=* | *@*[?\&]*password=* | *[[:cntrl:]]* | *%[01]* | *%7[Ff]*) return 1 ;;
        postgres://*:*@*/* | postgresql://*:*@*/*) ;;
        *) return 1 ;;
    esac
    case $(printf '%s' "$1" | sed 's/%[0-9A-Fa-f][0-9A-Fa-f]//g') in
        *%*) return 1 ;;
    esac
}

ask_login() {
    known=$(remembered "$tfvars" "$1_url")
    [ "$1" = migration ] || [ -n "$known" ] || ask_address "$1"
    [ -z "$login" ] || return 0
    ask "User for the $1" "a user"
    user=$answer
    ask_hidden "Password of $user"
    login=postgresql://$(encoded "$user"):$(encoded "$answer")@${known#*://}
    [ "$1" != migration ] || login=postgresql://$(encoded "$user"):$(encoded "$answer")@the/warehouse
    answer=
}

# Sets `known`, or `login` where somebody says all at once. What may be a password is no argument of Terraform's.
ask_address() {
    while [ -z "$known$login" ]; do
        ask "Address of the $1, postgresql://host:5432/database?sslmode=require" "$(variable_of "$1")"
        case $answer in
            *@*) if is_clear "$answer"; then login=$answer; else echo "setup.sh: with a login, it $how_written. User and password are asked for otherwise" >&2; fi ;;
            *) if is_plain "$answer" && accepts_so_far -var "$1_url=$answer"; then known=$answer; else echo "setup.sh: it is written postgresql://host:5432/database, with ?sslmode=… and what follows it or without" >&2; fi ;;
        esac
    done
}

# The address without the login.
address_of() {
    beyond=${1#*://}
    echo "postgresql://${beyond#*@}"
}

# What would end a part of a URL is written %XX.
encoded() {
    printf '%s' "$1" | sed 's/%/%25/g; s/:/%3A/g; s/@/%40/g; s|/|%2F|g; s/?/%3F/g; s/#/%23/g'
}

# %XX is what it stands for, and what JSON gives a meaning is escaped. `printf` is the shell's own: nobody sees its arguments.
json_text() {
    left=$1
    text=
    while [ "$left" != "${left#*%}" ]; do
        text=$text${left%%\%*}
        left=${left#*%}
        hex=${left%"${left#??}"}
        left=${left#??}
        # shellcheck disable=SC2059 # the format is the character
        text=$text$(printf "\\$(printf '%03o' "0x$hex")")
    done
    printf '%s' "$text$left" | sed 's/\\/\\\\/g; s/"/\\"/g'
}

json_of() {
    between=${1#*://}
    between=${between%%@*}
    printf '{"username":"%s","password":"%s"}' "$(json_text "${between%%:*}")" "$(json_text "${between#*:}")"
}

put_secret() {
    aws secretsmanager put-secret-value --secret-id "$(secret_id "$1")" --secret-string "$2" --query VersionId --output text
}

set_logins() {
    for which in $(logins); do
        set_one_login "$which"
    done
}

set_one_login() {
    eval "file=\$${1}_file login=\$${1}_login"
    if [ -n "$file" ]; then
        run "secret-$1" put_secret "$1" "file://$file"
    elif [ -n "$login" ]; then
        json_of "$login" | run "secret-$1" put_secret "$1" file:///dev/stdin
    else
        return 0
    fi
    say secret "$(secret_id "$1") is set"
}

# A secret that was destroyed can be brought back for some days, and until then its name is taken.
restore_secrets() {
    for which in $(logins); do
        [ "$(secret_state "$which")" = deleted ] || continue
        require_consent "The secret $(secret_id "$which") was destroyed and is not gone yet. Bring it back, with its value?"
        run restore aws secretsmanager restore-secret --secret-id "$(secret_id "$which")"
        resource=aws_secretsmanager_secret.$which
        [ "$which" != migration ] || resource="${resource}[0]"
        run restore terraform -chdir="$configuration" import "$resource" "$(aws secretsmanager describe-secret --secret-id "$(secret_id "$which")" --query ARN --output text)"
        say secret "$(secret_id "$which") is back, with its value"
    done
}
