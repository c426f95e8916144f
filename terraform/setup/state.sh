# shellcheck shell=sh
# Terraform: the plan, what it makes and what it takes down.

bucket_exists() {
    aws s3api head-bucket --bucket "$1" >/dev/null 2>"$work/bucket.log" && return
    grep -q 404 "$work/bucket.log" || { cat "$work/bucket.log" >&2; stop "the bucket $1 is there, and not yours to read"; }
    return 1
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
