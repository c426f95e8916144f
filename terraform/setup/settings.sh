# shellcheck shell=sh
# What to deploy, and where: remembered in files that belong into the repository, for GitHub reads them too. No secret is in them.

tfvars=$configuration/terraform.tfvars
backend=$configuration/pipeline.s3.tfbackend
bootstrap_tfvars=$configuration/bootstrap/terraform.tfvars

# remembered FILE NAME: the text, number or list that the file gives it; nothing where it is on several lines.
remembered() {
    [ ! -f "$1" ] || sed -n "s/^$2 *= *\"\{0,1\}\([^\"#]*[^\"# ]\)\"\{0,1\} *\$/\1/p; s/^$2 *= *\(\[.*\]\) *\$/\1/p" "$1" | head -1
}

# remember FILE NAME VALUE, a text; or, with a fourth argument, anything of Terraform's.
remember() {
    former=$(remembered "$1" "$2")
    [ -n "$former" ] || [ "$task" = deploy ] || return 0
    case $3 in
        "$former") return 0 ;;
        *'"'* | *\\* | *'$'*) [ $# -gt 3 ] || stop "$2 cannot hold quotes, backslashes or dollars" ;;
    esac
    [ -z "$former" ] || stop "$2 is $former in ${1#"$project/"}, and not $3: edit it there, or take another clone for another deployment"
    if [ $# -gt 3 ]; then printf '%s = %s\n' "$2" "$3"; else printf '%s = "%s"\n' "$2" "$3"; fi >>"$1"
    terraform fmt "$1" >/dev/null || stop "${1#"$project/"} is not what Terraform reads: see above"
}

# settle_one NAME QUESTION [DEFAULT]: the option, or what is remembered, or what somebody says.
settle_one() {
    eval "said=\$$1"
    if [ -z "$said" ]; then
        said=$(remembered "$tfvars" "$1")
        [ -n "$said" ] || { ask "$2" "--$1" "${3:-}" && said=$answer; }
    fi
    remember "$tfvars" "$1" "$said"
    eval "$1=\$said"
}

# Before AWS is asked anything: it answers in a region.
settle_region() {
    settle_one region "Region of AWS, near the databases" "${AWS_REGION:-${AWS_DEFAULT_REGION:-}}"
    export AWS_REGION="$region" AWS_DEFAULT_REGION="$region"
}

settle() {
    settle_one environment "Environment" prod
    settle_one pipeline "Pipeline" totesys
    [ -f "$project/pipelines/$pipeline/pipeline.yaml" ] || stop "no pipelines/$pipeline/pipeline.yaml: ./tidemark init $pipeline writes a first one"
    settle_emails
    [ -z "$architecture" ] || remember "$tfvars" architecture "$architecture"
    architecture=$(remembered "$tfvars" architecture)
    remember "$tfvars" permissions_boundary "arn:$partition:iam::$account:policy/tidemark-boundary"
    state_bucket=tidemark-state-$account
    write_backend
    name=tidemark-$environment-$(printf '%s' "$pipeline" | sed 's/_/--/g')
    say deployment "$name, in $region"
}

settle_emails() {
    if [ "$task" = deploy ] && [ -z "$emails" ] && [ -z "$(remembered "$tfvars" alarm_emails)" ] && is_terminal; then
        ask "Addresses for alarms, with blanks between" --email && emails=$answer
    fi
    [ -n "$emails" ] || return 0
    list=
    for address in $emails; do
        list="$list${list:+, }\"$address\""
    done
    remember "$tfvars" alarm_emails "[$list]" as-is
}

write_backend() {
    printf 'bucket = "%s"\nkey    = "pipelines/%s/%s.tfstate"\nregion = "%s"\n' "$state_bucket" "$environment" "$pipeline" "$region" >"$work/backend"
    if [ -f "$backend" ] && ! cmp -s "$work/backend" "$backend"; then
        stop "${backend#"$project/"} names another state than this deployment has: of another account, or another pipeline. Take another clone for another deployment"
    fi
    [ -f "$backend" ] || [ "$task" != deploy ] || cat "$work/backend" >"$backend"
}
