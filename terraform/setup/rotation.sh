# shellcheck shell=sh
# Another value for one secret of what is deployed: nothing is built, planned or applied, and nothing is written down here.

set_login() {
    require_choice
    require_tools
    require_deployed
    settle
    require_account
    settle_names
    require_secret
    require_address
    require_login "$chosen"
    require_value
    set_one_login "$chosen"
    say "in effect" "once $name-$(reader_of "$chosen") starts anew, or the database refuses it the former password: no deployment is needed"
}

require_choice() {
    case $chosen in
        source | warehouse | migration) ;;
        *) stop "--set-login names source, warehouse or migration, and not $chosen" ;;
    esac
    for which in source warehouse migration; do
        eval "file=\$${which}_file"
        [ "$which" = "$chosen" ] || [ -z "$file" ] || stop "--set-login $chosen sets that one alone: leave out --$which-login"
    done
}

require_secret() {
    state=$(secret_state "$chosen")
    case $state in
        absent) stop "there is no secret $(secret_id "$chosen") yet: with its login, $typed makes and sets it" ;;
        deleted) stop "the secret $(secret_id "$chosen") was destroyed: $typed brings it back, with its value" ;;
    esac
}

# Where the functions are told no address, they look for it in the secret, and a login without one would stop them.
require_address() {
    address=${chosen}_url
    [ "$chosen" != migration ] || address=warehouse_url
    [ -z "$(remembered "$tfvars" "$address")" ] || return 0
    eval "file=\$${chosen}_file"
    case $file in
        "" | -) ;;
        *) require_file "$file" && ! file_holds "$file" host dbname || return 0 ;;
    esac
    stop "the functions find the address in this secret, for terraform/terraform.tfvars has no $address: tell all of it by --$chosen-login FILE, with host, port and dbname"
}

require_value() {
    eval "file=\$${chosen}_file login=\$${chosen}_login"
    [ -n "$file$login" ] || stop "no login of $chosen is told: $(variable_of "$chosen") in the environment or in .env, --$chosen-login FILE, or --$chosen-login - and a URL on standard input"
}

reader_of() {
    if [ "$1" = source ]; then echo ingest; else echo load; fi
}
