# shellcheck shell=sh
# After an apply that was killed: the lock that it left, and what it made and no state knows.

# explain_lock LOG: says who holds the lock, where that is what Terraform failed for, and ends here.
explain_lock() {
    grep -q 'Error acquiring the state lock' "$1" || return 0
    lock=$(lock_says "$1" ID)
    [ -n "$lock" ] || return 0
    cat >&2 <<END
setup.sh: the state is locked by $(lock_says "$1" Who), since $(lock_says "$1" Created | cut -d. -f1) UTC: two at once would undo each other.
If that one still runs, wait until it ends, and run this again. If it was killed, take its lock away, and run this again:
  terraform -chdir=terraform force-unlock -force $lock
END
    exit 1
}

lock_says() {
    sed -n "s/^[^A-Za-z]*$2: *//p" "$1" | head -1
}

# adopt FOLDER: has the next plan import what the apply found to be there already; false where that is nothing more than before.
adopt() {
    more=no
    [ "$1" = "$configuration" ] || return 1
    for address in $(found_there "$work/apply.log"); do
        ! adopt_one "$address" || more=yes
    done
    [ "$more" = yes ]
}

adopt_one() {
    id=$(id_of "$1") || return 1
    if [ -z "$id" ] || [ "$id" = None ] || grep -qxF "  to = $1" "$configuration/adopted.tf" 2>/dev/null; then return 1; fi
    import_of "$1" "$id" >>"$configuration/adopted.tf"
}

# import_of ADDRESS ID: what Terraform reads to take on what is there.
import_of() {
    printf 'import {\n  to = %s\n  id = "%s"\n}\n' "$1" "$2"
}

# Ahead of the apply, which would try for minutes to make what Lambda has.
adopt_functions() {
    list_known
    for stage in ingest process load; do
        if ! is_known "aws_lambda_function.$stage"; then
            has_function "$stage" || continue
            adopt_one "aws_lambda_function.$stage" || true
        fi
        adopt_caller "aws_lambda_permission.stage_by_schedule[\"$stage\"]"
        [ "$stage" = ingest ] || adopt_caller "aws_lambda_permission.${stage}_by_bucket"
    done
}

adopt_caller() {
    ! is_known "$1" || return 0
    of=$(id_of "$1")
    callers=$(aws lambda get-policy --function-name "${of%/*}" --query Policy --output text 2>/dev/null) || return 0
    case $callers in
        *"\"${of#*/}\""*) adopt_one "$1" || true ;;
    esac
}

has_function() {
    aws lambda get-function-configuration --function-name "$name-$1" >/dev/null 2>&1
}

# Addresses of what Terraform could not make because AWS has it.
found_there() {
    awk 'function tell() { if (there && address != "") print address }
        /^Error: / { tell(); there = 0; address = "" }
        /AlreadyExist|AlreadyOwnedByYou|ResourceExistsException|ResourceConflictException|DuplicateRecord|\.Duplicate|conflicting DNS/ { there = 1 }
        /^  with / { address = $2; sub(/,$/, "", address) }
        END { tell() }' "$1"
}

# By what Terraform imports it; nothing where AWS has none of this deployment.
id_of() {
    of=${1#*.}
    case $1 in
        aws_iam_role.*) echo "$name-$of" ;;
        aws_lambda_function.*) echo "$name-$of" ;;
        aws_cloudwatch_log_group.*) echo "/aws/lambda/$name-$of" ;;
        aws_s3_bucket.zone*) echo "$name-$(key_of "$1")-$account" ;;
        aws_secretsmanager_secret.*) aws secretsmanager describe-secret --secret-id "$(secret_id "${of%\[0\]}")" --query ARN --output text ;;
        aws_lambda_permission.stage_by_schedule*) echo "$name-$(key_of "$1")/schedule" ;;
        aws_lambda_permission.process_by_bucket) echo "$name-process/ingestion-zone" ;;
        aws_lambda_permission.load_by_bucket) echo "$name-load/processed-zone" ;;
        aws_budgets_budget.*) echo "$account:$name" ;;
        aws_security_group.*) of_network describe-security-groups "SecurityGroups[?GroupName=='$name-${of%\[0\]}'].GroupId" ;;
        aws_vpc_endpoint.s3*) of_network describe-vpc-endpoints "VpcEndpoints[?ends_with(ServiceName, '.s3')].VpcEndpointId" ;;
        aws_vpc_endpoint.secrets*) of_network describe-vpc-endpoints "VpcEndpoints[?ends_with(ServiceName, '.secretsmanager')].VpcEndpointId" ;;
        *rule.to_database*) of_rules "To a database' && ReferencedGroupInfo.GroupId=='$(key_of "$1")" ;;
        *rule.into_database*) of_rules "From $name' && GroupId=='$(key_of "$1")" ;;
        *rule.to_s3*) of_rules "To S3" ;;
        *rule.to_secrets*) of_rules "To Secrets Manager" ;;
        *rule.into_secrets*) of_rules "From the functions" ;;
    esac
}

key_of() {
    printf '%s' "$1" | cut -d'"' -f2
}

of_network() {
    aws ec2 "$1" --filters "Name=tag:tidemark-environment,Values=$environment" "Name=tag:tidemark-pipeline,Values=$pipeline" --query "$2 | [0]" --output text
}

of_rules() {
    of_network describe-security-group-rules "SecurityGroupRules[?Description=='$1'].SecurityGroupRuleId"
}

# Before a destroy, which takes down what the state knows and nothing else.
require_all_known() {
    list_known
    unknown=
    for stage in ingest process load; do
        is_known "aws_iam_role.$stage" || ! aws iam get-role --role-name "$name-$stage" >/dev/null 2>&1 || unknown="$unknown role $name-$stage,"
        is_known "aws_lambda_function.$stage" || ! has_function "$stage" || unknown="$unknown function $name-$stage,"
    done
    [ -z "$unknown" ] || stop "the state does not know all that is there, for an apply was killed:${unknown%,}. $typed takes it on; then destroy it"
}

list_known() {
    known=$(terraform -chdir="$configuration" state list 2>/dev/null) || known=
}

is_known() {
    printf '%s\n' "$known" | grep -qxF "$1"
}
