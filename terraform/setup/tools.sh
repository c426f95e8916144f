# shellcheck shell=sh
# What this machine needs, and the packages that it builds.

terraform_oldest=1.11

require_tools() {
    command -v terraform >/dev/null 2>&1 || stop "needs Terraform $terraform_oldest or later: https://developer.hashicorp.com/terraform/install"
    terraform_version=$(terraform version 2>/dev/null | sed -n '1s/^Terraform v//p')
    minor=${terraform_version#*.}
    minor=${minor%%.*}
    if [ "${terraform_version%%.*}" -ne 1 ] || [ "$minor" -lt "${terraform_oldest#1.}" ]; then
        stop "needs Terraform from $terraform_oldest to 1.x, and finds $terraform_version: https://developer.hashicorp.com/terraform/install"
    fi
    command -v aws >/dev/null 2>&1 || stop "needs the AWS CLI: https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html"
    say tools "Terraform $terraform_version, $(aws --version 2>&1 | sed 's/ .*//')"
    export CHECKPOINT_DISABLE=1 TF_IN_AUTOMATION=1 TF_INPUT=0 AWS_PAGER=
}

# Sets account and partition.
require_account() {
    arn=$(aws sts get-caller-identity --query Arn --output text 2>"$work/identity.log") || {
        cat "$work/identity.log" >&2
        stop "AWS does not know who you are: sign in (aws configure sso), or export AWS_PROFILE"
    }
    require_login_for_all
    account=$(printf '%s' "$arn" | cut -d: -f5)
    partition=$(printf '%s' "$arn" | cut -d: -f2)
    say account "$account, as ${arn##*:}"
}

# The AWS CLI knows logins that the others do not, and who has one shall not learn that in the middle of a deployment.
require_login_for_all() {
    [ -z "${AWS_ACCESS_KEY_ID:-}" ] || return 0
    [ -n "$(aws configure get login_session 2>/dev/null)" ] || return 0
    stop "you signed in by aws login, which neither Terraform nor tidemark understands. A profile that asks the AWS CLI cures it:
  aws configure set credential_process 'aws configure export-credentials --format process --profile ${AWS_PROFILE:-default}' --profile tidemark
  export AWS_PROFILE=tidemark"
}

package() {
    echo "$project/$1-lambda/target/$1-lambda-${architecture:-arm64}.zip"
}

has_packages() {
    [ -f "$(package ingest)" ] && [ -f "$(package process)" ] && [ -f "$(package load)" ]
}

build_packages() {
    if [ "$build" = yes ]; then
        echo "Building the packages, some minutes the first time"
        (cd "$project" && run build ./mvnw -q -B -ntp -DskipTests -pl ingest-lambda,process-lambda,load-lambda -am package)
    fi
    has_packages || stop "no package $(package ingest), or of another stage: run this without --no-build"
    say packages "<stage>-lambda/target/<stage>-lambda-${architecture:-arm64}.zip"
}
