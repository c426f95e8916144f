# Who is let in from GitHub, to do what; and where the state lies.

mock_provider "aws" {
  source          = "./tests/mocks"
  override_during = plan
}

variables {
  region            = "eu-central-1"
  github_repository = "example/tidemark"
}

run "the_state_is_private_encrypted_and_keeps_its_history" {
  command = plan

  assert {
    condition     = output.state_bucket == "tidemark-state-123456789012"
    error_message = "The bucket is named by the account."
  }

  assert {
    condition     = aws_s3_bucket_public_access_block.state.block_public_acls && aws_s3_bucket_public_access_block.state.block_public_policy && aws_s3_bucket_public_access_block.state.ignore_public_acls && aws_s3_bucket_public_access_block.state.restrict_public_buckets
    error_message = "All four blocks of public access are on."
  }

  assert {
    condition     = aws_s3_bucket_ownership_controls.state.rule[0].object_ownership == "BucketOwnerEnforced" && aws_s3_bucket_versioning.state.versioning_configuration[0].status == "Enabled"
    error_message = "There are no access lists, and versions are kept."
  }

  assert {
    condition     = one(one(aws_s3_bucket_server_side_encryption_configuration.state.rule).apply_server_side_encryption_by_default).sse_algorithm == "AES256"
    error_message = "The state is encrypted."
  }

  assert {
    condition = jsondecode(aws_s3_bucket_policy.state.policy).Statement == [{
      Sid       = "EncryptedConnectionsOnly"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = ["arn:aws:s3:::tidemark-state-123456789012", "arn:aws:s3:::tidemark-state-123456789012/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
    error_message = "Plain connections are refused."
  }
}

run "a_plan_is_for_pull_requests_of_the_repository" {
  command = plan

  assert {
    condition = jsondecode(aws_iam_role.plan[0].assume_role_policy).Statement == [{
      Effect    = "Allow"
      Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" }
      Action    = "sts:AssumeRoleWithWebIdentity"
      Condition = { StringEquals = {
        "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com"
        "token.actions.githubusercontent.com:sub" = ["repo:example/tidemark:pull_request"]
      } }
    }]
    error_message = "The plan role is for that repository's pull requests."
  }
}

run "a_deployment_is_for_protected_environments" {
  command = plan
  variables {
    github_environments = ["test", "prod"]
  }

  assert {
    condition = jsondecode(aws_iam_role.deploy[0].assume_role_policy).Statement[0].Condition == { StringEquals = {
      "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com"
      "token.actions.githubusercontent.com:sub" = ["repo:example/tidemark:environment:prod", "repo:example/tidemark:environment:test"]
    } }
    error_message = "The deploy role is for that repository's named environments."
  }
}

run "only_prod_deploys_unless_others_are_named" {
  command = plan

  assert {
    condition     = jsondecode(aws_iam_role.deploy[0].assume_role_policy).Statement[*].Condition.StringEquals["token.actions.githubusercontent.com:sub"] == [["repo:example/tidemark:environment:prod"]]
    error_message = "By default the environment prod deploys, and no other."
  }
}

# What setup.sh hands to GitHub: the plan's role must not be the one that changes.
run "each_role_is_named_as_what_it_is" {
  command = plan

  override_resource {
    target          = aws_iam_role.plan
    override_during = plan
    values          = { arn = "arn:aws:iam::123456789012:role/tidemark-plan" }
  }

  override_resource {
    target          = aws_iam_role.deploy
    override_during = plan
    values          = { arn = "arn:aws:iam::123456789012:role/tidemark-deploy" }
  }

  assert {
    condition     = [output.plan_role, output.deploy_role] == ["arn:aws:iam::123456789012:role/tidemark-plan", "arn:aws:iam::123456789012:role/tidemark-deploy"]
    error_message = "Each output is the role of its name."
  }
}

# Tests of single rights see what they look for, and nothing that came in beside it.
run "a_plan_may" {
  command = plan

  assert {
    condition = { for s in jsondecode(aws_iam_role_policy.plan[0].policy).Statement : "${s.Effect} ${s.Sid}" => toset(s.Action) } == { for sid, actions in {
      FindState = ["s3:ListBucket"]
      ReadState = ["s3:GetObject"]
      ReadOwned = [
        "budgets:ListTagsForResource", "budgets:ViewBudget",
        "cloudwatch:GetDashboard", "cloudwatch:ListTagsForResource",
        "events:DescribeRule", "events:ListTagsForResource", "events:ListTargetsByRule",
        "iam:GetRole", "iam:GetRolePolicy", "iam:ListAttachedRolePolicies", "iam:ListRolePolicies",
        "lambda:GetFunction", "lambda:GetFunctionCodeSigningConfig", "lambda:GetFunctionConfiguration", "lambda:GetFunctionEventInvokeConfig", "lambda:GetPolicy",
        "lambda:ListTags", "lambda:ListVersionsByFunction",
        "logs:ListTagsForResource",
        "s3:GetAccelerateConfiguration", "s3:GetBucketAcl", "s3:GetBucketCORS", "s3:GetBucketLogging", "s3:GetBucketNotification", "s3:GetBucketObjectLockConfiguration",
        "s3:GetBucketOwnershipControls", "s3:GetBucketPolicy", "s3:GetBucketPublicAccessBlock", "s3:GetBucketRequestPayment", "s3:GetBucketTagging",
        "s3:GetBucketVersioning", "s3:GetBucketWebsite", "s3:GetEncryptionConfiguration", "s3:GetLifecycleConfiguration", "s3:GetReplicationConfiguration",
        "s3:ListBucket",
        "secretsmanager:DescribeSecret", "secretsmanager:GetResourcePolicy",
        "sns:GetTopicAttributes", "sns:ListTagsForResource",
        "sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:ListQueueTags",
      ]
      ReadLists = [
        "cloudwatch:DescribeAlarms",
        "ec2:DescribeManagedPrefixLists", "ec2:DescribeNetworkInterfaces", "ec2:DescribePrefixLists", "ec2:DescribeSecurityGroupRules", "ec2:DescribeSecurityGroups",
        "ec2:DescribeSubnets", "ec2:DescribeVpcEndpoints", "ec2:DescribeVpcs", "ec2:GetManagedPrefixListEntries",
        "logs:DescribeLogGroups",
        "sns:GetSubscriptionAttributes",
      ]
    } : "Allow ${sid}" => toset(actions) }
    error_message = "A plan reads what Terraform asks of what it made, and may do nothing else."
  }

  assert {
    condition = toset(one([for s in jsondecode(aws_iam_role_policy.plan[0].policy).Statement : s.Resource if s.Sid == "ReadOwned"])) == toset([
      "arn:aws:lambda:eu-central-1:123456789012:function:tidemark-*",
      "arn:aws:s3:::tidemark-*-123456789012",
      "arn:aws:iam::123456789012:role/tidemark-*",
      "arn:aws:logs:eu-central-1:123456789012:log-group:/aws/lambda/tidemark-*",
      "arn:aws:events:eu-central-1:123456789012:rule/tidemark-*",
      "arn:aws:sqs:eu-central-1:123456789012:tidemark-*",
      "arn:aws:sns:eu-central-1:123456789012:tidemark-*",
      "arn:aws:secretsmanager:eu-central-1:123456789012:secret:tidemark/*",
      "arn:aws:cloudwatch:eu-central-1:123456789012:alarm:tidemark-*",
      "arn:aws:cloudwatch::123456789012:dashboard/tidemark-*",
      "arn:aws:budgets::123456789012:budget/tidemark-*",
    ])
    error_message = "What is made is of these kinds, and of these names."
  }
}

# Beside what a plan may. What it may of networks is compared below.
run "a_deployment_may" {
  command = plan

  assert {
    condition = { for s in jsondecode(aws_iam_role_policy.deploy[0].policy).Statement : "${s.Effect} ${s.Sid}" => toset(s.Action) if !contains(jsondecode(aws_iam_role_policy.plan[0].policy).Statement, s) } == { for sid, actions in {
      WriteState = ["s3:PutObject"]
      Unlock     = ["s3:DeleteObject"]
      WriteOwned = [
        "budgets:ModifyBudget", "budgets:TagResource", "budgets:UntagResource",
        "cloudwatch:DeleteAlarms", "cloudwatch:DeleteDashboards", "cloudwatch:PutDashboard", "cloudwatch:PutMetricAlarm", "cloudwatch:TagResource",
        "cloudwatch:UntagResource",
        "events:DeleteRule", "events:PutRule", "events:PutTargets", "events:RemoveTargets", "events:TagResource", "events:UntagResource",
        "lambda:AddPermission", "lambda:CreateFunction", "lambda:DeleteFunction", "lambda:DeleteFunctionConcurrency", "lambda:DeleteFunctionEventInvokeConfig",
        "lambda:InvokeFunction", "lambda:PutFunctionConcurrency", "lambda:PutFunctionEventInvokeConfig", "lambda:RemovePermission", "lambda:TagResource",
        "lambda:UntagResource", "lambda:UpdateFunctionCode", "lambda:UpdateFunctionConfiguration",
        "logs:CreateLogGroup", "logs:DeleteLogGroup", "logs:PutRetentionPolicy", "logs:TagResource", "logs:UntagResource",
        "s3:CreateBucket", "s3:DeleteBucket", "s3:DeleteBucketPolicy", "s3:PutBucketNotification", "s3:PutBucketOwnershipControls", "s3:PutBucketPolicy",
        "s3:PutBucketPublicAccessBlock", "s3:PutBucketTagging", "s3:PutBucketVersioning", "s3:PutEncryptionConfiguration", "s3:PutLifecycleConfiguration",
        "secretsmanager:CreateSecret", "secretsmanager:DeleteSecret", "secretsmanager:TagResource", "secretsmanager:UntagResource", "secretsmanager:UpdateSecret",
        "sns:CreateTopic", "sns:DeleteTopic", "sns:SetTopicAttributes", "sns:Subscribe", "sns:TagResource", "sns:UntagResource",
        "sqs:CreateQueue", "sqs:DeleteQueue", "sqs:SetQueueAttributes", "sqs:TagQueue", "sqs:UntagQueue",
      ]
      Unsubscribe = ["sns:Unsubscribe"]
      LeaveBootstrapAlone = [
        "s3:DeleteBucket", "s3:DeleteBucketPolicy", "s3:PutBucketNotification", "s3:PutBucketOwnershipControls", "s3:PutBucketPolicy", "s3:PutBucketPublicAccessBlock",
        "s3:PutBucketVersioning", "s3:PutEncryptionConfiguration", "s3:PutLifecycleConfiguration",
      ]
      MakeRolesWithinTheBoundary = ["iam:CreateRole", "iam:DeleteRolePolicy", "iam:DetachRolePolicy", "iam:PutRolePermissionsBoundary", "iam:PutRolePolicy"]
      ChangeRoles                = ["iam:DeleteRole", "iam:ListInstanceProfilesForRole", "iam:TagRole", "iam:UntagRole", "iam:UpdateAssumeRolePolicy", "iam:UpdateRole", "iam:UpdateRoleDescription"]
      GiveRolesToLambda          = ["iam:PassRole"]
      LeaveOwnRolesAlone         = ["iam:*"]
    } : "${startswith(sid, "Leave") ? "Deny" : "Allow"} ${sid}" => toset(actions) }
    error_message = "A deployment makes, changes and takes down what Terraform describes, and may do nothing else."
  }

  assert {
    condition     = one([for s in jsondecode(aws_iam_role_policy.deploy[0].policy).Statement : s.Resource if s.Sid == "WriteOwned"]) == one([for s in jsondecode(aws_iam_role_policy.plan[0].policy).Statement : s.Resource if s.Sid == "ReadOwned"])
    error_message = "It changes what is of the kinds and names that a plan reads."
  }
}

run "a_plan_changes_nothing" {
  command = plan

  assert {
    condition = alltrue([for s in jsondecode(aws_iam_role_policy.plan[0].policy).Statement : s.Effect == "Allow" && alltrue([for a in s.Action :
    can(regex("^[a-z0-9]+:(Get|List|Describe|View)", a)) && !contains(["s3:GetObjectVersion", "secretsmanager:GetSecretValue"], a)])])
    error_message = "A plan reads, and reads no secret."
  }

  assert {
    condition = alltrue([for s in jsondecode(aws_iam_role_policy.plan[0].policy).Statement :
    !contains(s.Action, "s3:GetObject") || s.Resource == ["arn:aws:s3:::tidemark-state-123456789012/pipelines/*"]])
    error_message = "Of all objects, a plan reads the state alone."
  }
}

# Not itself: but a deployment deploys what reads both, and may set a secret, for the right to change its text is that as well.
run "no_role_of_github_reads_data_or_secrets_itself" {
  command = plan

  assert {
    condition = alltrue([for s in jsondecode(aws_iam_role_policy.deploy[0].policy).Statement : s.Effect == "Deny" || alltrue([for a in s.Action :
      !contains(["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], a) || alltrue([for r in s.Resource : startswith(r, "arn:aws:s3:::tidemark-state-123456789012/pipelines/*")])
    ])])
    error_message = "A deployment reads and writes the state, and no other object."
  }

  assert {
    condition     = [for s in jsondecode(aws_iam_role_policy.deploy[0].policy).Statement : s.Resource if contains(s.Action, "s3:DeleteObject")] == [["arn:aws:s3:::tidemark-state-123456789012/pipelines/*.tflock"]]
    error_message = "A deployment deletes its lock, and no other object."
  }

  assert {
    condition     = alltrue([for policy in [aws_iam_role_policy.plan[0].policy, aws_iam_role_policy.deploy[0].policy] : !strcontains(policy, "secretsmanager:GetSecretValue") && !strcontains(policy, "secretsmanager:PutSecretValue")])
    error_message = "No secret is read by a role of GitHub."
  }
}

run "nobody_from_github_can_raise_himself" {
  command = plan

  assert {
    condition = alltrue([for s in jsondecode(aws_iam_role_policy.deploy[0].policy).Statement : s.Effect == "Deny" || length(setintersection(s.Action, ["iam:CreateRole", "iam:PutRolePolicy", "iam:PutRolePermissionsBoundary", "iam:DeleteRolePolicy", "iam:DetachRolePolicy"])) == 0
    || try(s.Condition, null) == { StringEquals = { "iam:PermissionsBoundary" = "arn:aws:iam::123456789012:policy/tidemark-boundary" } }])
    error_message = "Roles are made and given rights within the boundary only."
  }

  assert {
    condition = alltrue([for s in jsondecode(aws_iam_role_policy.deploy[0].policy).Statement : s.Effect == "Deny" || !contains(s.Action, "iam:PassRole")
    || try(s.Condition, null) == { StringEquals = { "iam:PassedToService" = "lambda.amazonaws.com" } }])
    error_message = "Roles are given to Lambda only."
  }

  assert {
    condition = [for s in jsondecode(aws_iam_role_policy.deploy[0].policy).Statement : s.Resource if s.Effect == "Deny" && s.Action == ["iam:*"]] == [
      ["arn:aws:iam::123456789012:role/tidemark-plan", "arn:aws:iam::123456789012:role/tidemark-deploy"]
    ]
    error_message = "The roles of GitHub change neither themselves nor each other."
  }

  assert {
    condition = alltrue([for s in jsondecode(aws_iam_role_policy.deploy[0].policy).Statement : s.Effect == "Deny" || alltrue([for a in s.Action :
      !contains(["iam:AttachRolePolicy", "iam:CreatePolicyVersion", "iam:DeleteRolePermissionsBoundary", "iam:CreateUser", "iam:CreateAccessKey"], a) && !strcontains(a, "*")
    ])])
    error_message = "No right leads around the boundary, and none is a wildcard."
  }

  assert {
    condition     = alltrue([for s in jsondecode(aws_iam_role_policy.deploy[0].policy).Statement : s.Effect == "Deny" || !contains(s.Resource, "*") || alltrue([for a in s.Action : can(regex(":(Get|Describe)|^sns:Unsubscribe$", a))])])
    error_message = "What is changed has a name that begins with tidemark, except for subscriptions, which have no name."
  }
}

# Tests of single rights cannot see a name that grew shorter: `role/tidemark-*` that became `role/*`.
run "every_right_is_for_what_begins_with_tidemark" {
  command = plan

  assert {
    condition = alltrue(flatten([for policy in [aws_iam_role_policy.plan[0].policy, aws_iam_role_policy.deploy[0].policy] : [for s in jsondecode(policy).Statement : [for r in s.Resource :
      can(regex("^arn:aws:[a-z]+:(eu-central-1)?:123456789012:([^:]+:|[a-z]+/|log-group:/aws/lambda/)?tidemark[-/]\\*$|^arn:aws:s3:::tidemark-(\\*|state)-123456789012$|^arn:aws:s3:::tidemark-state-123456789012/pipelines/\\*(\\.tflock)?$", r))
    ] if s.Effect == "Allow" && s.Resource != ["*"]]]))
    error_message = "What GitHub may touch has a name that begins with tidemark, in this account."
  }

  # Where AWS knows no name, or lists them all.
  assert {
    condition = toset(flatten([for s in jsondecode(aws_iam_role_policy.deploy[0].policy).Statement : s.Action if s.Effect == "Allow" && s.Resource == ["*"]])) == toset([
      "cloudwatch:DescribeAlarms", "ec2:DescribeManagedPrefixLists", "ec2:DescribeNetworkInterfaces", "ec2:DescribePrefixLists", "ec2:DescribeSecurityGroupRules", "ec2:DescribeSecurityGroups",
      "ec2:DescribeSubnets", "ec2:DescribeVpcEndpoints", "ec2:DescribeVpcs", "ec2:GetManagedPrefixListEntries", "logs:DescribeLogGroups", "sns:GetSubscriptionAttributes", "sns:Unsubscribe",
    ])
    error_message = "Only these rights are for all of the account."
  }
}

run "the_state_is_not_a_deployments_own" {
  command = plan

  assert {
    condition = [for s in jsondecode(aws_iam_role_policy.deploy[0].policy).Statement : [s.Action, s.Resource] if s.Sid == "LeaveBootstrapAlone"] == [[
      ["s3:DeleteBucket", "s3:DeleteBucketPolicy", "s3:PutBucketNotification", "s3:PutBucketOwnershipControls", "s3:PutBucketPolicy", "s3:PutBucketPublicAccessBlock", "s3:PutBucketVersioning", "s3:PutEncryptionConfiguration", "s3:PutLifecycleConfiguration"],
      ["arn:aws:s3:::tidemark-state-123456789012"],
    ]]
    error_message = "The bucket of the state is changed by people."
  }
}

run "a_function_never_exceeds_the_boundary" {
  command = plan

  assert {
    condition = toset(flatten([for s in jsondecode(aws_iam_policy.boundary.policy).Statement : [for a in s.Action : [for r in s.Resource : "${s.Effect} ${a} ${r}"]] if s.Sid != "Network"])) == toset([
      "Allow s3:GetObject arn:aws:s3:::tidemark-*-123456789012",
      "Allow s3:ListBucket arn:aws:s3:::tidemark-*-123456789012",
      "Allow s3:PutObject arn:aws:s3:::tidemark-*-123456789012",
      "Allow s3:GetObject arn:aws:s3:::tidemark-*-123456789012/*",
      "Allow s3:ListBucket arn:aws:s3:::tidemark-*-123456789012/*",
      "Allow s3:PutObject arn:aws:s3:::tidemark-*-123456789012/*",
      "Deny s3:* arn:aws:s3:::tidemark-state-123456789012",
      "Deny s3:* arn:aws:s3:::tidemark-state-123456789012/*",
      "Allow secretsmanager:GetSecretValue arn:aws:secretsmanager:eu-central-1:123456789012:secret:tidemark/*",
      "Allow sqs:SendMessage arn:aws:sqs:eu-central-1:123456789012:tidemark-*",
      "Allow logs:CreateLogStream arn:aws:logs:eu-central-1:123456789012:log-group:/aws/lambda/tidemark-*:*",
      "Allow logs:PutLogEvents arn:aws:logs:eu-central-1:123456789012:log-group:/aws/lambda/tidemark-*:*",
    ])
    error_message = "The boundary is what the three functions need, and no more; the state is not theirs."
  }

  assert {
    condition = one([for s in jsondecode(aws_iam_policy.boundary.policy).Statement : s.Action if s.Sid == "Network"]) == [
      "ec2:AssignPrivateIpAddresses", "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets", "ec2:UnassignPrivateIpAddresses",
    ]
    error_message = "Beyond that a function may be attached to a network."
  }
}

run "networks_are_made_only_where_that_is_wanted" {
  command = plan

  assert {
    condition     = length([for s in jsondecode(aws_iam_role_policy.deploy[0].policy).Statement : s if anytrue([for r in s.Resource : can(regex(":(ec2|route53):", r))])]) == 0
    error_message = "By default a deployment makes no network."
  }
}

run "of_a_network_a_deployment_changes_what_it_made" {
  command = plan
  variables {
    manage_network = true
  }

  assert {
    condition = toset(flatten([for s in jsondecode(aws_iam_role_policy.deploy[0].policy).Statement : [for a in s.Action : [for r in s.Resource :
      "${a} ${trimprefix(r, "arn:aws:ec2:eu-central-1:123456789012:")} ${join(" ", [for test, keys in try(s.Condition, {}) : "${test} ${join(" ", [for k, v in keys : "${k}=${join(",", flatten([v]))}"])}"])}"
      ]] if s.Effect == "Allow" && anytrue([for a in s.Action : can(regex("^(ec2|route53):", a)) && !can(regex(":(Get|Describe)", a))])])) == toset(concat(
      [for on in ["security-group/*", "vpc-endpoint/*"] : "ec2:CreateSecurityGroup ${on} StringLike aws:RequestTag/tidemark-pipeline=*"],
      [for on in ["security-group/*", "vpc-endpoint/*"] : "ec2:CreateVpcEndpoint ${on} StringLike aws:RequestTag/tidemark-pipeline=*"],
      ["ec2:CreateSecurityGroup vpc/* "],
      ["ec2:DeleteNetworkInterface network-interface/* "],
      [for on in ["vpc/*", "subnet/*", "route-table/*", "security-group/*"] : "ec2:CreateVpcEndpoint ${on} "],
      [for on in ["vpc/*", "subnet/*", "route-table/*", "security-group/*"] : "ec2:ModifyVpcEndpoint ${on} "],
      ["route53:AssociateVPCWithHostedZone arn:aws:route53:::hostedzone/* ForAllValues:StringLike route53:VPCs=VPCId=*,VPCRegion=eu-central-1"],
      [for on in ["security-group/*", "security-group-rule/*", "vpc-endpoint/*"] :
      "ec2:CreateTags ${on} StringEquals ec2:CreateAction=AuthorizeSecurityGroupEgress,AuthorizeSecurityGroupIngress,CreateSecurityGroup,CreateVpcEndpoint"],
      flatten([for on in ["security-group/*", "vpc-endpoint/*"] : [for a in ["AuthorizeSecurityGroupEgress", "CreateTags", "DeleteSecurityGroup", "DeleteTags", "DeleteVpcEndpoints", "ModifyVpcEndpoint", "RevokeSecurityGroupEgress"] :
      "ec2:${a} ${on} StringLike aws:ResourceTag/tidemark-pipeline=*"]]),
      [for a in ["AuthorizeSecurityGroupIngress", "ModifySecurityGroupRules", "RevokeSecurityGroupIngress"] : "ec2:${a} security-group/* "],
      [for a in ["AuthorizeSecurityGroupEgress", "AuthorizeSecurityGroupIngress", "RevokeSecurityGroupEgress"] : "ec2:${a} security-group-rule/* "],
      [for a in ["CreateTags", "DeleteTags", "ModifySecurityGroupRules", "RevokeSecurityGroupIngress"] : "ec2:${a} security-group-rule/* StringLike aws:ResourceTag/tidemark-pipeline=*"],
    ))
    error_message = "Groups and endpoints are changed and removed where they bear Tidemark's tag; without it, a group is let into, and an interface goes that nothing uses."
  }

  # AWS takes no more for all policies within a role.
  assert {
    condition     = length(aws_iam_role_policy.deploy[0].policy) <= 10240
    error_message = "The policy fits into the role."
  }
}

run "a_repository_may_be_named_by_its_numbers" {
  command = plan
  variables {
    github_repository = "example@1234/tidemark@5678"
  }

  assert {
    condition = [for role in [aws_iam_role.plan[0], aws_iam_role.deploy[0]] : jsondecode(role.assume_role_policy).Statement[0].Condition.StringEquals["token.actions.githubusercontent.com:sub"]] == [
      ["repo:example@1234/tidemark@5678:pull_request"], ["repo:example@1234/tidemark@5678:environment:prod"]
    ]
    error_message = "Its tokens are compared with the numbers."
  }
}

run "a_repository_is_named_by_both_numbers_or_none" {
  command = plan
  variables {
    github_repository = "example@1234/tidemark"
  }
  expect_failures = [var.github_repository]
}

run "without_a_repository_only_people_deploy" {
  command = plan
  variables {
    github_repository = null
  }

  assert {
    condition     = length(aws_iam_openid_connect_provider.github) == 0 && length(aws_iam_role.plan) == 0 && length(aws_iam_role.deploy) == 0 && output.plan_role == null && output.deploy_role == null
    error_message = "Nobody is let in from GitHub."
  }
}

run "a_provider_that_is_there_is_used" {
  command = plan
  variables {
    github_provider = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"
  }

  assert {
    condition     = length(aws_iam_openid_connect_provider.github) == 0 && jsondecode(aws_iam_role.plan[0].assume_role_policy).Statement[0].Principal.Federated == var.github_provider
    error_message = "An account has only one provider of GitHub."
  }
}

run "github_proves_itself_to_this_audience" {
  command = plan

  assert {
    condition     = one(aws_iam_openid_connect_provider.github).url == "https://token.actions.githubusercontent.com" && one(aws_iam_openid_connect_provider.github).client_id_list == toset(["sts.amazonaws.com"])
    error_message = "The provider is GitHub's, for AWS."
  }
}

run "no_name_is_taken_as_it_comes" {
  command = plan
  variables {
    region              = "europe"
    state_bucket        = "State"
    github_repository   = "example/*"
    github_environments = ["*"]
    github_provider     = "arn:aws:iam::123456789012:oidc-provider/example.org"
    tags                = { "aws:owner" = "me" }
  }
  expect_failures = [var.region, var.state_bucket, var.github_repository, var.github_environments, var.github_provider, var.tags]
}

# Where AWS is another one, with names of its own.
run "not_in_china" {
  command = plan
  variables {
    region = "cn-north-1"
  }
  expect_failures = [var.region]
}

run "not_in_govcloud" {
  command = plan
  variables {
    region = "us-gov-west-1"
  }
  expect_failures = [var.region]
}

run "not_where_aws_is_isolated" {
  command = plan
  variables {
    region = "us-isob-east-1"
  }
  expect_failures = [var.region]
}

run "somebody_may_deploy" {
  command = plan
  variables {
    github_environments = []
  }
  expect_failures = [var.github_environments]
}
