# shellcheck shell=sh
# What is there, and what somebody still has to do.

# Sets `waiting` to those who have not confirmed yet; false where there is no topic.
look_at_mail() {
    waiting=$(aws sns list-subscriptions-by-topic --topic-arn "arn:$partition:sns:$region:$account:$name-alarms" \
        --query "Subscriptions[?!starts_with(SubscriptionArn, 'arn:')].Endpoint" --output text 2>"$work/mail.log") || {
        grep -q NotFound "$work/mail.log" || { cat "$work/mail.log" >&2; exit 1; }
        return 1
    }
    waiting=$(printf '%s' "$waiting" | tr '\t\n' '  ' | sed 's/^None *$//')
}

show_deployment() {
    cat <<END

$name is deployed.
  functions   $name-ingest, $name-process, $name-load
  zones       s3://$name-ingestion-$account, s3://$name-processed-$account
  logs        aws logs tail /aws/lambda/$name-ingest --since 1h --region $region
  dashboard   $(terraform -chdir="$configuration" output -raw dashboard)
  state       s3://$state_bucket/pipelines/$environment/$pipeline.tfstate
END
    show_what_is_left
    show_github
}

show_what_is_left() {
    for which in $(logins); do
        [ "$(secret_state "$which")" = set ] || echo "  to do       set $(secret_id "$which"): $typed --$which-login FILE"
    done
    [ -n "$(remembered "$tfvars" alarm_emails)" ] || echo "  to do       nobody hears of alarms: $typed --email YOU@EXAMPLE.ORG"
    look_at_mail || waiting=
    [ -z "$waiting" ] || echo "  to do       confirm the mail \"AWS Notification - Subscription Confirmation\" to $waiting"
    echo "  to try      terraform/smoke calls each function, and waits until the warehouse has caught up"
}

found() {
    printf '✓ %-11s%s\n' "$1" "$2"
}

missing() {
    printf '✗ %-11s%s\n' "$1" "$2"
    missing=$((missing + 1))
}

require_deployed() {
    [ -f "$kept_tfvars" ] && [ -f "$backend" ] || stop "nothing was deployed from here: no ${backend#"$project/"}. $typed deploys"
}

# --check. Writes into target/, .terraform/ and its lock file at most, which nobody else reads.
look() {
    missing=0
    require_tools
    require_deployed
    settle
    require_account
    settle_names
    look_at_state
    [ "$missing" -gt 0 ] || look_at_deployment
    [ "$missing" -eq 0 ] || exit 10
}

look_at_state() {
    if bucket_exists "$state_bucket"; then
        found state "s3://$state_bucket/pipelines/$environment/$pipeline.tfstate"
    else
        missing state "no bucket $state_bucket: $typed makes it"
    fi
}

look_at_deployment() {
    initialise
    if has_packages; then
        plan "$configuration" check -lock=false
        if [ "$difference" -eq 0 ]; then
            found plan "nothing to do: what is deployed is what is written and built here"
        else
            missing plan "something is to do: $typed"
            show_plan
        fi
    else
        missing packages "not built here: $typed builds them"
    fi
    for which in $(logins); do
        state=$(secret_state "$which")
        if [ "$state" = set ]; then found secret "$(secret_id "$which")"; else missing secret "$(secret_id "$which") is $state: $typed --$which-login FILE"; fi
    done
    if [ -z "$(remembered "$tfvars" alarm_emails)" ]; then
        missing mail "nobody hears of alarms: $typed --email YOU@EXAMPLE.ORG"
    elif ! look_at_mail; then
        missing mail "no topic $name-alarms: $typed makes it"
    elif [ -n "$waiting" ]; then
        missing mail "not confirmed yet by $waiting"
    else
        found mail "alarms go to $(remembered "$tfvars" alarm_emails | tr -d '[]"')"
    fi
}
