# shellcheck shell=sh
# Who logs in where. A password stands in no file, no argument and no variable of another process: it goes from here to
# Secrets Manager through a pipe.

# Out of the environment, so that neither Maven nor Terraform inherits it.
take_logins() {
    source_login=${TIDEMARK_SOURCE_URL:-}
    warehouse_login=${TIDEMARK_WAREHOUSE_URL:-}
    migration_login=${TIDEMARK_MIGRATION_URL:-}
    unset TIDEMARK_SOURCE_URL TIDEMARK_WAREHOUSE_URL TIDEMARK_MIGRATION_URL
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
}

require_login() {
    eval "file=\$${1}_file login=\$${1}_login"
    if [ -n "$file" ]; then
        grep -q '"password"' "$file" || stop "$file holds no JSON with \"username\" and \"password\", as RDS writes it"
        return
    fi
    [ -n "$login" ] || ! is_terminal || ask_login "$1"
    [ -n "$login" ] || return 0
    is_clear "$login" || stop "the login of $1 is written postgresql://user:password@host:5432/database?sslmode=require; special characters of a password %XX, such as %40 for @ and %25 for %. No control character, and nothing secret after the password"
    eval "${1}_login=\$login"
    [ "$1" = migration ] || remember "$tfvars" "$1_url" "$(address_of "$login")"
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
    [ "$1" = migration ] || [ -n "$known" ] || {
        ask "Address of the $1, postgresql://host:5432/database?sslmode=require" "TIDEMARK_$(printf %s "$1" | tr '[:lower:]' '[:upper:]')_URL"
        known=$answer
    }
    ask "User for the $1" "a user"
    user=$answer
    ask_hidden "Password of $user"
    login=postgresql://$(encoded "$user"):$(encoded "$answer")@${known#*://}
    [ "$1" != migration ] || login=postgresql://$(encoded "$user"):$(encoded "$answer")@the/warehouse
    answer=
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
        eval "file=\$${which}_file login=\$${which}_login"
        if [ -n "$file" ]; then
            run "secret-$which" put_secret "$which" "file://$file"
            say secret "$(secret_id "$which") is set"
        elif [ -n "$login" ]; then
            json_of "$login" | run "secret-$which" put_secret "$which" file:///dev/stdin
            say secret "$(secret_id "$which") is set"
        fi
    done
}

# A secret that was destroyed can be brought back for some days, and until then its name is taken.
restore_secrets() {
    for which in $(logins); do
        [ "$(secret_state "$which")" = deleted ] || continue
        require_consent "The secret $(secret_id "$which") was destroyed and is not gone yet. Bring it back, with its value?"
        run restore aws secretsmanager restore-secret --secret-id "$(secret_id "$which")"
        resource=aws_secretsmanager_secret.$which
        [ "$which" != migration ] || resource="$resource[0]"
        run restore terraform -chdir="$configuration" import "$resource" "$(aws secretsmanager describe-secret --secret-id "$(secret_id "$which")" --query ARN --output text)"
        say secret "$(secret_id "$which") is back, with its value"
    done
}
