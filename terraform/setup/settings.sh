# shellcheck shell=sh
# What to deploy, and where: remembered in files that belong into the repository, for GitHub reads them too. No secret is in them.
# Answers are gathered in drafts, which are kept once nothing is against any of them: who is refused begins anew.

kept_tfvars=$configuration/terraform.tfvars
kept_bootstrap_tfvars=$configuration/bootstrap/terraform.tfvars
backend=$configuration/pipeline.s3.tfbackend
tfvars=$work/terraform.tfvars
bootstrap_tfvars=$work/bootstrap.tfvars

draft() {
    rm -f "$bootstrap_tfvars"
    : >"$tfvars"
    [ ! -f "$kept_tfvars" ] || cat "$kept_tfvars" >"$tfvars"
    [ ! -f "$kept_bootstrap_tfvars" ] || cat "$kept_bootstrap_tfvars" >"$bootstrap_tfvars"
}

# What terraform/<environment>.tfvars says goes before terraform.tfvars, for who asks for that environment.
describe() {
    [ -n "$environment" ] && [ "$(remembered "$configuration/$environment.tfvars" environment)" = "$environment" ] || return 0
    for setting in environment source_url warehouse_url; do
        said=$(remembered "$configuration/$environment.tfvars" "$setting")
        [ -z "$said" ] || rewrite "$tfvars" "$setting" "\"$said\""
    done
}

# With the addresses that came with the logins.
keep() {
    accepts "$configuration" -var-file="$tfvars" || refuse
    terraform fmt "$work" >/dev/null
    keep_one "$tfvars" "$kept_tfvars"
    keep_one "$bootstrap_tfvars" "$kept_bootstrap_tfvars"
    keep_one "$work/backend" "$backend"
}

keep_one() {
    [ ! -f "$1" ] || cmp -s "$1" "$2" || cat "$1" >"$2"
}

# The file that a draft is of.
kept() {
    if [ "$1" = "$tfvars" ]; then echo terraform/terraform.tfvars; else echo terraform/bootstrap/terraform.tfvars; fi
}

# remembered FILE NAME: the text, number or list that the file gives it.
remembered() {
    [ ! -f "$1" ] || awk -v name="$2" -f "$here/setting.awk" "$1"
}

# remember FILE NAME VALUE, a text; or, with a fourth argument, anything of Terraform's.
remember() {
    former=$(remembered "$1" "$2")
    [ "$3" != "$former" ] || return 0
    [ $# -gt 3 ] || is_plain "$3" || stop "$2 cannot hold quotes, backslashes or dollars"
    [ -z "$former" ] || stop "$2 is $former in $(kept "$1"), and not $3: edit it there, or leave it out here. Another deployment wants another clone"
    [ ! -f "$1" ] || ! grep -q "^[[:blank:]]*$2[[:blank:]]*=" "$1" || stop "$2 is written in $(kept "$1") in a way that is not understood here: write a text between quotes, or a list between brackets"
    if [ $# -gt 3 ]; then printf '%s = %s\n' "$2" "$3"; else printf '%s = "%s"\n' "$2" "$3"; fi >>"$1"
}

# rewrite FILE NAME VALUE: instead of what the file gave it.
rewrite() {
    awk -v name="$2" -v want=rest -f "$here/setting.awk" "$1" >"$work/rest"
    { cat "$work/rest" && printf '%s = %s\n' "$2" "$3"; } >"$1"
}

# Between quotes Terraform would read it as it stands.
is_plain() {
    case $1 in
        *'"'* | *\\* | *'$'* | *'%{'*) return 1 ;;
    esac
}

# accepts FOLDER OPTION...: whether the folder's variables.tf has nothing against values. It is asked alone, which needs no provider
# and no time; what it says goes to `objections`, a line for each variable.
accepts() {
    rules=$work/rules-$(basename -- "$1")
    mkdir -p "$rules"
    cp "$1/variables.tf" "$rules/"
    shift
    ! TF_DATA_DIR="$rules/data" terraform -chdir="$rules" plan -no-color -lock=false "$@" >"$work/rules.log" 2>&1 || return 0
    awk 'BEGIN { RS = "" }
        { gsub(/\n */, " ") }
        match($0, /var\.[a-z_]+ is /) { variable = substr($0, RSTART + 4, RLENGTH - 8) }
        /^This was checked by / { print variable, last }
        match($0, /^The given value is not suitable for var\.[a-z_]+/) { print substr($0, 41, RLENGTH - 40), $0 }
        { last = $0 }' "$work/rules.log" >"$work/objections"
    [ -s "$work/objections" ] || {
        sed "s|$tfvars|terraform/terraform.tfvars|" "$work/rules.log" >&2
        stop "terraform/terraform.tfvars is not what Terraform reads: see above"
    }
    return 1
}

# What is not settled yet is stood in for.
accepts_so_far() {
    accepts "$configuration" -var region=eu-central-1 -var environment=e -var pipeline=p -var 'alarm_emails=["a@example.org"]' -var-file="$tfvars" "$@"
}

show_objections() {
    while read -r variable objection; do
        echo "setup.sh: $(origin "$variable")$objection" >&2
    done <"$work/objections"
}

# Where somebody mends it.
origin() {
    if [ -f "$kept_tfvars" ] && grep -q "^$1[ =]" "$kept_tfvars"; then echo "terraform/terraform.tfvars: " && return; fi
    case $1 in
        alarm_emails) echo "--email: " ;;
        github_repository) echo "--github: " ;;
        source_url | warehouse_url) echo "the address of the ${1%_url}: " ;;
        region | environment | pipeline | architecture) echo "--$1: " ;;
    esac
}

refuse() {
    show_objections
    exit 2
}

# Before AWS is asked anything, or anything is built. First what is told already: nobody shall answer questions in vain.
settle() {
    draft
    [ "$task" != set_login ] || describe
    for setting in region environment pipeline architecture; do
        eval "told=\$$setting"
        [ -z "$told" ] || remember "$tfvars" "$setting" "$told"
        eval "$setting=\$(remembered \"\$tfvars\" $setting)"
    done
    [ -z "$emails" ] || remember_emails
    accepts_so_far || refuse
    [ -z "$github" ] || accepts "$configuration/bootstrap" -var region=eu-central-1 -var "github_repository=$github" || refuse
    [ -z "$pipeline" ] || has_pipeline "$pipeline" || refuse
    settle_one region "Region of AWS, near the databases" "${AWS_REGION:-${AWS_DEFAULT_REGION:-}}"
    settle_one environment "Environment" prod
    case $(pipelines) in
        *' '*) settle_one pipeline Pipeline "" ", of $(pipelines)" ;;
        *) settle_one pipeline Pipeline "$(pipelines)" ;;
    esac
    settle_emails
    accepts "$configuration" -var-file="$tfvars" || refuse
    export AWS_REGION="$region" AWS_DEFAULT_REGION="$region"
}

# settle_one NAME QUESTION [DEFAULT [WHAT IT MAY BE]]: who answers on a terminal may try again.
settle_one() {
    eval "said=\$$1"
    while [ -z "$said" ]; do
        ask "$2${4:-}" "--$1${4:-}" "${3:-}"
        said=$answer
        if accepts_so_far -var "$1=$said" && { [ "$1" != pipeline ] || has_pipeline "$said"; }; then
            remember "$tfvars" "$1" "$said"
            eval "$1=\$said"
        else
            is_terminal || refuse
            show_objections
            said=
        fi
    done
}

# Those that are in the project, with blanks between.
pipelines() {
    all=
    for file in "$project"/pipelines/*/pipeline.yaml; do
        [ ! -f "$file" ] || all="$all $(basename -- "$(dirname -- "$file")")"
    done
    echo "${all# }"
}

has_pipeline() {
    [ -f "$project/pipelines/$1/pipeline.yaml" ] || {
        there=$(pipelines)
        echo "pipeline there is no pipelines/$1/pipeline.yaml${there:+, but $there}: ./tidemark init $1 writes a first one" >"$work/objections"
        return 1
    }
}

settle_emails() {
    while [ "$task" = deploy ] && is_terminal && [ -z "$(remembered "$tfvars" alarm_emails)" ]; do
        ask "Addresses for alarms, with blanks between" --email
        emails=$answer
        if is_plain "$emails" && accepts_so_far -var "alarm_emails=$(email_list)"; then
            remember_emails
        else
            echo "setup.sh: an address is such as data@example.org" >&2
        fi
    done
}

remember_emails() {
    is_plain "$emails" || stop "--email: an address holds no quotes, backslashes or dollars"
    remember "$tfvars" alarm_emails "$(email_list)" as-is
}

email_list() {
    list=
    for address in $emails; do
        list="$list${list:+, }\"$address\""
    done
    echo "[$list]"
}

# What all of it is called, and where its state lies.
settle_names() {
    boundary=arn:$partition:iam::$account:policy/tidemark-boundary
    remember "$tfvars" permissions_boundary "$boundary"
    state_bucket=tidemark-state-$account
    home=$(remembered "$kept_tfvars" environment)
    printf 'bucket = "%s"\nkey    = "pipelines/%s/%s.tfstate"\nregion = "%s"\n' "$state_bucket" "${home:-$environment}" "$pipeline" "$region" >"$work/backend"
    if [ -f "$backend" ] && ! cmp -s "$work/backend" "$backend"; then
        stop "${backend#"$project/"} names another state than this deployment has: of another account, or another pipeline. Take another clone for another deployment"
    fi
    name=tidemark-$environment-$(printf '%s' "$pipeline" | sed 's/_/--/g')
    say deployment "$name, in $region"
}
