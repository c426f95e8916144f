# shellcheck shell=sh
# Terraform: the bucket of the state, the plan, what it makes and what it takes down.

bucket_exists() {
    aws s3api head-bucket --bucket "$1" >/dev/null 2>"$work/bucket.log" && return
    grep -q 404 "$work/bucket.log" || { cat "$work/bucket.log" >&2; stop "the bucket $1 is there, and not yours to read"; }
    return 1
}

# The bucket is made once per account. Whoever did it keeps its state as a file; everybody else finds it and leaves it alone.
find_state() {
    state_is_made=here
    if bucket_exists "$state_bucket"; then
        require_its_region
        [ -f "$configuration/bootstrap/terraform.tfstate" ] || state_is_made=elsewhere
    fi
    [ "$state_is_made" = elsewhere ] || settle_bootstrap
}

# Neither GitHub's roles nor the boundary reach beyond it.
require_its_region() {
    there=$(aws s3api get-bucket-location --bucket "$state_bucket" --query LocationConstraint --output text) || exit 1
    case $there in
        None) there=us-east-1 ;;
        EU) there=eu-west-1 ;;
    esac
    [ "$there" = "$region" ] || stop "the account $account deploys in $there, where $state_bucket lies, and its roles reach no other region than that: --region $there, or another account for $region"
}

bootstrap() {
    if [ "$state_is_made" = elsewhere ]; then
        say state "s3://$state_bucket, made elsewhere: terraform/bootstrap is left alone"
        [ -z "$github" ] || say github "$github is let in from there: --github does nothing here. There, github_environments of terraform/bootstrap/terraform.tfvars has to name $environment"
        return
    fi
    run bootstrap-init terraform -chdir="$configuration/bootstrap" init
    apply "$configuration/bootstrap" "bucket of the state and roles"
    say state "s3://$state_bucket"
}

settle_bootstrap() {
    remember "$bootstrap_tfvars" region "$region"
    [ -z "$github" ] || remember "$bootstrap_tfvars" github_repository "$github"
    [ -z "$github" ] || let_in
    ! grep -q '^vpc' "$tfvars" || remember "$bootstrap_tfvars" manage_network true as-is
    [ -n "$(remembered "$bootstrap_tfvars" github_repository)" ] && [ ! -f "$configuration/bootstrap/terraform.tfstate" ] || return 0
    known=$(aws iam list-open-id-connect-providers --query "OpenIDConnectProviderList[?ends_with(Arn, 'token.actions.githubusercontent.com')].Arn" --output text)
    [ -z "$known" ] || [ "$known" = None ] || remember "$bootstrap_tfvars" github_provider "$known"
}

# The right to deploy for this environment, and for each that terraform/<environment>.tfvars describes. Who has it keeps it.
let_in() {
    listed=$(github_environments)
    wanted=${listed#"[]"}
    for one in $(described_environments); do
        case $wanted in
            *"\"$one\""*) ;;
            "") wanted="[\"$one\"]" ;;
            *) wanted="${wanted%]}, \"$one\"]" ;;
        esac
    done
    [ "$wanted" != "$listed" ] || return 0
    rewrite "$bootstrap_tfvars" github_environments "$wanted"
    [ -z "$listed" ] || say github "$github may deploy from its environments $(echo "$wanted" | tr -d '[]"'): protect each with reviewers"
}

# Where nothing is written down, but roles are made, prod has it.
github_environments() {
    written=$(remembered "$bootstrap_tfvars" github_environments)
    if [ -z "$written" ] && [ -n "$(remembered "$kept_bootstrap_tfvars" github_repository)" ]; then written='["prod"]'; fi
    echo "$written"
}

described_environments() {
    echo "$environment"
    for file in "$configuration"/*.tfvars; do
        one=$(basename -- "$file" .tfvars)
        [ "$(remembered "$file" environment)" != "$one" ] || echo "$one"
    done
}

initialise() {
    rm -f "$configuration/adopted.tf"
    run init terraform -chdir="$configuration" init -reconfigure -backend-config="$backend"
}

# plan FOLDER NAME [OPTION...]: sets `difference` to 0 where nothing is to do, 2 where something is.
plan() {
    folder=$1
    plan_file=$work/$(printf '%s' "$2" | tr ' ' - | tr -d ,)
    shift 2
    difference=0
    terraform -chdir="$folder" plan -no-color -detailed-exitcode -out="$plan_file.plan" "$@" >"$plan_file.txt" 2>&1 || difference=$?
    [ "$difference" -ne 1 ] || {
        explain_lock "$plan_file.txt"
        sed -n '/^Error: /,$p' "$plan_file.txt" >&2
        echo "  in full: ${plan_file#"$project/"}.txt" >&2
        exit 1
    }
}

# What is made is counted; what is changed or destroyed is named.
show_plan() {
    grep -E '^  # .* (must be replaced|will be (destroyed|imported|updated in-place|replaced))' "$plan_file.txt" | sed 's/^  # /  /' || true
    grep -E '^Plan: ' "$plan_file.txt" || true
    echo "  in full: ${plan_file#"$project/"}.txt"
}

apply() {
    what=$2
    plan "$@"
    if [ "$difference" -eq 0 ]; then
        rm -f "$1/adopted.tf"
        say plan "$what: nothing to do"
        return
    fi
    say plan "$what:"
    show_plan
    require_consent "Apply this?"
    # A closed terminal would kill Terraform, and with it what it knows of all that it made.
    trap '' HUP
    if terraform -chdir="$1" apply -no-color "$plan_file.plan" >"$work/apply.log" 2>&1; then
        rm -f "$1/adopted.tf"
        grep -E '^Apply complete|^Destroy complete' "$work/apply.log" || true
    elif adopt "$1"; then
        say plan "$what: some of it is there, and the state does not know it; it is taken on"
        apply "$@"
    else
        rm -f "$1/adopted.tf"
        failed "$work/apply.log" "terraform -chdir=$1 apply"
    fi
}

holds_data() {
    bucket_exists "$1" || return 1
    versions=$(aws s3api list-object-versions --bucket "$1" --max-items 1 --query 'length(not_null(Versions, DeleteMarkers, `[]`))' --output text) || exit 1
    [ "${versions%%[!0-9]*}" != 0 ]
}

full_buckets() {
    for zone in ingestion processed; do
        ! holds_data "$name-$zone-$account" || echo "$name-$zone-$account"
    done
}

destroy() {
    require_tools
    [ -f "$backend" ] || stop "nothing was deployed from here: no ${backend#"$project/"}"
    settle
    require_account
    settle_names
    initialise
    full=$(full_buckets)
    require_all_known
    if [ -n "$doomed" ]; then
        [ "$doomed" = "$name" ] || stop "--and-data $doomed is not this deployment: that is $name"
        destroy_data
    elif [ -n "$full" ]; then
        keep_data
    else
        apply "$configuration" "all of $name" -destroy
    fi
    echo "The state's bucket and GitHub's roles serve other deployments too, and stay: terraform/README.md says how to remove them."
}

destroy_data() {
    [ -z "$full" ] || echo "These buckets go, with all history in them: $(echo "$full" | tr '\n' ' ' | sed 's/ $//')"
    require_consent "Destroy $name, data included?"
    consent=yes
    apply "$configuration" "permission to empty the buckets" -var destroy_data=true -target=aws_s3_bucket.zone
    apply "$configuration" "all of $name, data included" -destroy -var destroy_data=true
}

# All but the buckets and what protects them: they stay in the state, and the next deployment takes them on again.
keep_data() {
    set --
    for resource in $(terraform -chdir="$configuration" state list | grep -vE '^data\.|^aws_s3_bucket(_public_access_block|_ownership_controls|_versioning|_server_side_encryption_configuration|_lifecycle_configuration|_policy)?\.zone\['); do
        set -- "$@" "-target=$resource"
    done
    [ $# -eq 0 ] || apply "$configuration" "all of $name but its buckets" -destroy "$@"
    echo "These buckets hold data and stay, closed as they are:"
    echo "$full" | sed 's/^/  /'
    echo "  Should they go with all history:  $typed --destroy --and-data $name"
}
