# shellcheck shell=sh
# The repository that plans and deploys, and from which of its environments.

settle_github() {
    remember_repository
    let_in
}

# GitHub's tokens name a repository made since July 2026 by its numbers too, owner@1/name@2, and AWS compares the whole.
remember_repository() {
    former=$(remembered "$bootstrap_tfvars" github_repository)
    case $github in
        *@*) repository=$github ;;
        *) ask_github || keep_numbers ;;
    esac
    accepts "$configuration/bootstrap" -var region=eu-central-1 -var "github_repository=$repository" || refuse
    if [ "$(without_numbers "$former")" = "$(without_numbers "$github")" ]; then
        [ "$repository" = "$former" ] || rewrite "$bootstrap_tfvars" github_repository "\"$repository\""
    else
        remember "$bootstrap_tfvars" github_repository "$repository"
    fi
}

# Sets `repository`.
ask_github() {
    named=$(gh api "repos/$github/actions/oidc/customization/sub" --jq '.sub_claim_prefix // empty' 2>"$work/github.log") || return 1
    named=${named#repo:}
    repository=${named:-$github}
}

keep_numbers() {
    if [ "$(without_numbers "$former")" = "$github" ]; then
        repository=$former
    else
        repository=$github
        say github "let in as $github, which is wrong for a repository made since July 2026. To ask GitHub: gh auth login, and this again"
    fi
}

without_numbers() {
    echo "$1" | sed 's/@[0-9]*//g'
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
    [ -z "$listed" ] || say github "$(without_numbers "$github") may deploy from its environments $(echo "$wanted" | tr -d '[]"'): protect each (reviewers, and main alone)"
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

# What a lost state knew, as the account has it. Another repository than that is refused.
remember_who_is_let_in() {
    subjects=$(aws iam get-role --role-name tidemark-deploy --output text \
        --query 'Role.AssumeRolePolicyDocument.Statement[0].Condition.StringEquals."token.actions.githubusercontent.com:sub"' 2>/dev/null) || return 0
    list=
    for subject in $subjects; do
        list="$list${list:+, }\"${subject##*:}\""
        repository=${subject#repo:}
    done
    [ -n "$list" ] || return 0
    [ -n "$(remembered "$bootstrap_tfvars" github_repository)" ] || remember "$bootstrap_tfvars" github_repository "${repository%%:*}"
    [ -n "$(remembered "$bootstrap_tfvars" github_environments)" ] || remember "$bootstrap_tfvars" github_environments "[$list]" as-is
}

# An account can have only one.
find_provider() {
    if has_bootstrap_state || [ -z "$(remembered "$bootstrap_tfvars" github_repository)" ]; then return 0; fi
    provider=$(aws iam list-open-id-connect-providers --query "OpenIDConnectProviderList[?ends_with(Arn, 'token.actions.githubusercontent.com')].Arn" --output text)
    [ -z "$provider" ] || [ "$provider" = None ] || is_our_provider || remember "$bootstrap_tfvars" github_provider "$provider"
}

is_our_provider() {
    [ "$(aws iam list-open-id-connect-provider-tags --open-id-connect-provider-arn "$provider" --query "Tags[?Key=='tidemark'].Value" --output text)" = bootstrap ]
}

show_github() {
    repository=$(without_numbers "$(remembered "$bootstrap_tfvars" github_repository)")
    [ -n "$repository" ] || return 0
    case $(github_environments) in
        *"\"$environment\""*) ;;
        *) echo "  to do       let GitHub's environment $environment deploy: $typed --github $repository" ;;
    esac
    cat <<END

To deploy from GitHub, commit terraform/terraform.tfvars, terraform/pipeline.s3.tfbackend and terraform/bootstrap/terraform.tfvars,
make the environment $environment of $repository, protect it (reviewers, and main alone), and type:
  gh variable set TIDEMARK_REGION --repo $repository --body $region
  gh variable set TIDEMARK_ENVIRONMENT --repo $repository --body $environment
  gh variable set TIDEMARK_PLAN_ROLE --repo $repository --body arn:$partition:iam::$account:role/tidemark-plan
  gh variable set TIDEMARK_DEPLOY_ROLE --repo $repository --body arn:$partition:iam::$account:role/tidemark-deploy
END
}
