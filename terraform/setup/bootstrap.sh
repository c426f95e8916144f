# shellcheck shell=sh
# What is made once per account: the bucket of the state, and whom GitHub lets in.

# The bucket is made once per account. Whoever did it keeps its state as a file; everybody else finds it and leaves it alone.
find_state() {
    state_is_made=here
    if bucket_exists "$state_bucket"; then
        require_its_region
        if ! has_bootstrap_state && is_half_made; then
            say state "s3://$state_bucket is half made: a first run was cut off. It is taken on"
            adopts_bootstrap=yes
        fi
        has_bootstrap_state || [ "$adopts_bootstrap" = yes ] || state_is_made=elsewhere
    fi
    [ "$state_is_made" = elsewhere ] || settle_bootstrap
}

# A finished one has a policy.
is_half_made() {
    ! aws s3api get-bucket-policy --bucket "$state_bucket" >/dev/null 2>"$work/policy.log" && grep -q NoSuchBucketPolicy "$work/policy.log"
}

has_bootstrap_state() {
    [ -f "$configuration/bootstrap/terraform.tfstate" ]
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
        say state "s3://$state_bucket, made elsewhere: terraform/bootstrap is left alone. Where that clone is lost: $typed --adopt-bootstrap"
        [ -z "$github" ] || say github "$github is let in from there: --github does nothing here. There, github_environments of terraform/bootstrap/terraform.tfvars has to name $environment"
        return
    fi
    run bootstrap-init terraform -chdir="$configuration/bootstrap" init
    adopt_bootstrap
    apply "$configuration/bootstrap" "bucket of the state and roles"
    say state "s3://$state_bucket"
}

settle_bootstrap() {
    remember "$bootstrap_tfvars" region "$region"
    has_bootstrap_state || remember_who_is_let_in
    [ -z "$github" ] || settle_github
    ! grep -q '^vpc' "$tfvars" || remember "$bootstrap_tfvars" manage_network true as-is
    find_provider
}

# Has the next plan import what is there, where the state that knew it is lost.
adopt_bootstrap() {
    adopted=$configuration/bootstrap/adopted.tf
    rm -f "$adopted"
    if [ "$adopts_bootstrap" = no ] || has_bootstrap_state; then return 0; fi
    made_once | while read -r address id question; do
        # shellcheck disable=SC2086 # the words of a question
        there=$(aws $question --output text 2>/dev/null </dev/null) && [ -n "$there" ] || continue
        import_of "$address" "$id" >>"$adopted"
    done
}

# Each by what Terraform imports it, and by what AWS is asked whether it is there.
made_once() {
    cat <<END
aws_s3_bucket.state $state_bucket s3api get-bucket-location --bucket $state_bucket
aws_s3_bucket_public_access_block.state $state_bucket s3api get-public-access-block --bucket $state_bucket
aws_s3_bucket_ownership_controls.state $state_bucket s3api get-bucket-ownership-controls --bucket $state_bucket
aws_s3_bucket_versioning.state $state_bucket s3api get-bucket-versioning --bucket $state_bucket
aws_s3_bucket_server_side_encryption_configuration.state $state_bucket s3api get-bucket-encryption --bucket $state_bucket
aws_s3_bucket_policy.state $state_bucket s3api get-bucket-policy --bucket $state_bucket
aws_iam_policy.boundary $boundary iam get-policy --policy-arn $boundary
END
    [ -n "$(remembered "$bootstrap_tfvars" github_repository)" ] || return 0
    for role in plan deploy; do
        echo "aws_iam_role.${role}[0] tidemark-$role iam get-role --role-name tidemark-$role"
        echo "aws_iam_role_policy.${role}[0] tidemark-$role:$role iam get-role-policy --role-name tidemark-$role --policy-name $role"
    done
    [ -n "$(remembered "$bootstrap_tfvars" github_provider)" ] ||
        echo "aws_iam_openid_connect_provider.github[0] $provider iam get-open-id-connect-provider --open-id-connect-provider-arn $provider"
}
