# The rights of the roles, action by action. Everything that Tidemark makes begins with `tidemark`, or bears its tag where AWS
# knows no names. Nothing else is touched, but for what `manage_network` lets into security groups.

locals {
  state_objects = "${local.state_bucket_arn}/pipelines/*"

  owned = {
    functions  = "arn:${local.partition}:lambda:${var.region}:${local.account}:function:tidemark-*"
    buckets    = "arn:${local.partition}:s3:::tidemark-*-${local.account}"
    roles      = "arn:${local.partition}:iam::${local.account}:role/tidemark-*"
    logs       = "arn:${local.partition}:logs:${var.region}:${local.account}:log-group:/aws/lambda/tidemark-*"
    rules      = "arn:${local.partition}:events:${var.region}:${local.account}:rule/tidemark-*"
    queues     = "arn:${local.partition}:sqs:${var.region}:${local.account}:tidemark-*"
    topics     = "arn:${local.partition}:sns:${var.region}:${local.account}:tidemark-*"
    secrets    = "arn:${local.partition}:secretsmanager:${var.region}:${local.account}:secret:tidemark/*"
    alarms     = "arn:${local.partition}:cloudwatch:${var.region}:${local.account}:alarm:tidemark-*"
    dashboards = "arn:${local.partition}:cloudwatch::${local.account}:dashboard/tidemark-*"
    budgets    = "arn:${local.partition}:budgets::${local.account}:budget/tidemark-*"
  }

  read_state = [
    { Sid = "FindState", Effect = "Allow", Action = ["s3:ListBucket"], Resource = [local.state_bucket_arn] },
    { Sid = "ReadState", Effect = "Allow", Action = ["s3:GetObject"], Resource = [local.state_objects] },
  ]

  # The lock is an object beside the state, and the only one that is ever deleted.
  write_state = [
    { Sid = "WriteState", Effect = "Allow", Action = ["s3:PutObject"], Resource = [local.state_objects] },
    { Sid = "Unlock", Effect = "Allow", Action = ["s3:DeleteObject"], Resource = ["${local.state_objects}.tflock"] },
  ]

  read_deployment = [
    {
      Sid    = "ReadOwned"
      Effect = "Allow"
      Action = [
        "budgets:ListTagsForResource",
        "budgets:ViewBudget",
        "cloudwatch:GetDashboard",
        "cloudwatch:ListTagsForResource",
        "events:DescribeRule",
        "events:ListTagsForResource",
        "events:ListTargetsByRule",
        "iam:GetRole",
        "iam:GetRolePolicy",
        "iam:ListAttachedRolePolicies",
        "iam:ListRolePolicies",
        "lambda:GetFunction",
        "lambda:GetFunctionCodeSigningConfig",
        "lambda:GetFunctionConfiguration",
        "lambda:GetFunctionEventInvokeConfig",
        "lambda:GetPolicy",
        "lambda:ListTags",
        "lambda:ListVersionsByFunction",
        "logs:ListTagsForResource",
        "s3:GetAccelerateConfiguration",
        "s3:GetBucketAcl",
        "s3:GetBucketCORS",
        "s3:GetBucketLogging",
        "s3:GetBucketNotification",
        "s3:GetBucketObjectLockConfiguration",
        "s3:GetBucketOwnershipControls",
        "s3:GetBucketPolicy",
        "s3:GetBucketPublicAccessBlock",
        "s3:GetBucketRequestPayment",
        "s3:GetBucketTagging",
        "s3:GetBucketVersioning",
        "s3:GetBucketWebsite",
        "s3:GetEncryptionConfiguration",
        "s3:GetLifecycleConfiguration",
        "s3:GetReplicationConfiguration",
        "s3:ListBucket",
        "secretsmanager:DescribeSecret",
        "secretsmanager:GetResourcePolicy",
        "sns:GetTopicAttributes",
        "sns:ListTagsForResource",
        "sqs:GetQueueAttributes",
        "sqs:GetQueueUrl",
        "sqs:ListQueueTags",
      ]
      Resource = values(local.owned)
    },
    {
      # These know no resource but `*`, or ask for the whole list.
      Sid    = "ReadLists"
      Effect = "Allow"
      Action = [
        "cloudwatch:DescribeAlarms",
        "ec2:DescribeManagedPrefixLists",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribePrefixLists",
        "ec2:DescribeSecurityGroupRules",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSubnets",
        "ec2:DescribeVpcEndpoints",
        "ec2:DescribeVpcs",
        "ec2:GetManagedPrefixListEntries",
        "logs:DescribeLogGroups",
        "sns:GetSubscriptionAttributes",
      ]
      Resource = ["*"]
    },
  ]

  write_deployment = [
    {
      Sid    = "WriteOwned"
      Effect = "Allow"
      Action = [
        "budgets:ModifyBudget",
        "budgets:TagResource",
        "budgets:UntagResource",
        "cloudwatch:DeleteAlarms",
        "cloudwatch:DeleteDashboards",
        "cloudwatch:PutDashboard",
        "cloudwatch:PutMetricAlarm",
        "cloudwatch:TagResource",
        "cloudwatch:UntagResource",
        "events:DeleteRule",
        "events:PutRule",
        "events:PutTargets",
        "events:RemoveTargets",
        "events:TagResource",
        "events:UntagResource",
        "lambda:AddPermission",
        "lambda:CreateFunction",
        "lambda:DeleteFunction",
        "lambda:DeleteFunctionConcurrency",
        "lambda:DeleteFunctionEventInvokeConfig",
        "lambda:InvokeFunction",
        "lambda:PutFunctionConcurrency",
        "lambda:PutFunctionEventInvokeConfig",
        "lambda:RemovePermission",
        "lambda:TagResource",
        "lambda:UntagResource",
        "lambda:UpdateFunctionCode",
        "lambda:UpdateFunctionConfiguration",
        "logs:CreateLogGroup",
        "logs:DeleteLogGroup",
        "logs:PutRetentionPolicy",
        "logs:TagResource",
        "logs:UntagResource",
        "s3:CreateBucket",
        "s3:DeleteBucket",
        "s3:DeleteBucketPolicy",
        "s3:PutBucketNotification",
        "s3:PutBucketOwnershipControls",
        "s3:PutBucketPolicy",
        "s3:PutBucketPublicAccessBlock",
        "s3:PutBucketTagging",
        "s3:PutBucketVersioning",
        "s3:PutEncryptionConfiguration",
        "s3:PutLifecycleConfiguration",
        "secretsmanager:CreateSecret",
        "secretsmanager:DeleteSecret",
        "secretsmanager:TagResource",
        "secretsmanager:UntagResource",
        "secretsmanager:UpdateSecret",
        "sns:CreateTopic",
        "sns:DeleteTopic",
        "sns:SetTopicAttributes",
        "sns:Subscribe",
        "sns:TagResource",
        "sns:UntagResource",
        "sqs:CreateQueue",
        "sqs:DeleteQueue",
        "sqs:SetQueueAttributes",
        "sqs:TagQueue",
        "sqs:UntagQueue",
      ]
      Resource = values(local.owned)
    },
    {
      # Knows no resource but `*` either.
      Sid      = "Unsubscribe"
      Effect   = "Allow"
      Action   = ["sns:Unsubscribe"]
      Resource = ["*"]
    },
    {
      # The state's bucket and the roles of this folder begin with tidemark too, and are none of a deployment's business.
      Sid    = "LeaveBootstrapAlone"
      Effect = "Deny"
      Action = [
        "s3:DeleteBucket",
        "s3:DeleteBucketPolicy",
        "s3:PutBucketNotification",
        "s3:PutBucketOwnershipControls",
        "s3:PutBucketPolicy",
        "s3:PutBucketPublicAccessBlock",
        "s3:PutBucketVersioning",
        "s3:PutEncryptionConfiguration",
        "s3:PutLifecycleConfiguration",
      ]
      Resource = [local.state_bucket_arn]
    },
    {
      Sid    = "MakeRolesWithinTheBoundary"
      Effect = "Allow"
      Action = [
        "iam:CreateRole",
        "iam:DeleteRolePolicy",
        "iam:DetachRolePolicy",
        "iam:PutRolePermissionsBoundary",
        "iam:PutRolePolicy",
      ]
      Resource  = [local.owned.roles]
      Condition = { StringEquals = { "iam:PermissionsBoundary" = "arn:${local.partition}:iam::${local.account}:policy/tidemark-boundary" } }
    },
    {
      Sid    = "ChangeRoles"
      Effect = "Allow"
      Action = [
        "iam:DeleteRole",
        "iam:ListInstanceProfilesForRole",
        "iam:TagRole",
        "iam:UntagRole",
        "iam:UpdateAssumeRolePolicy",
        "iam:UpdateRole",
        "iam:UpdateRoleDescription",
      ]
      Resource = [local.owned.roles]
    },
    {
      Sid       = "GiveRolesToLambda"
      Effect    = "Allow"
      Action    = ["iam:PassRole"]
      Resource  = [local.owned.roles]
      Condition = { StringEquals = { "iam:PassedToService" = "lambda.amazonaws.com" } }
    },
    {
      Sid    = "LeaveOwnRolesAlone"
      Effect = "Deny"
      Action = ["iam:*"]
      Resource = [
        "arn:${local.partition}:iam::${local.account}:role/tidemark-plan",
        "arn:${local.partition}:iam::${local.account}:role/tidemark-deploy",
      ]
    },
  ]

  # Networks have no names; what a deployment makes bears its tags from the first moment, and by them it is known. A rule that
  # lets the functions into a database lies in a group of somebody else: for that alone, groups without a tag are open.
  is_made_ours = { StringLike = { "aws:RequestTag/tidemark-pipeline" = "*" } }
  is_ours      = { StringLike = { "aws:ResourceTag/tidemark-pipeline" = "*" } }
  network      = { for kind in ["vpc", "subnet", "route-table", "security-group", "security-group-rule", "vpc-endpoint", "network-interface"] : kind => "arn:${local.partition}:ec2:${var.region}:${local.account}:${kind}/*" }

  write_network = [for statement in [
    {
      Sid       = "MakeTagged"
      Action    = ["ec2:CreateSecurityGroup", "ec2:CreateVpcEndpoint"]
      Resource  = [local.network.security-group, local.network.vpc-endpoint]
      Condition = local.is_made_ours
    },
    {
      Sid       = "InAnyVpc"
      Action    = ["ec2:CreateSecurityGroup"]
      Resource  = [local.network.vpc]
      Condition = {}
    },
    {
      Sid       = "ForAnySubnet"
      Action    = ["ec2:CreateVpcEndpoint", "ec2:ModifyVpcEndpoint"]
      Resource  = [local.network.vpc, local.network.subnet, local.network.route-table, local.network.security-group]
      Condition = {}
    },
    {
      # The endpoint's name is private: AWS makes a zone for it, of a name that nobody knows before, and shows it to the network.
      Sid       = "NameEndpoints"
      Action    = ["route53:AssociateVPCWithHostedZone"]
      Resource  = ["arn:${local.partition}:route53:::hostedzone/*"]
      Condition = { "ForAllValues:StringLike" = { "route53:VPCs" = "VPCId=*,VPCRegion=${var.region}" } }
    },
    {
      Sid       = "TagWhatIsMade"
      Action    = ["ec2:CreateTags"]
      Resource  = [local.network.security-group, local.network.security-group-rule, local.network.vpc-endpoint]
      Condition = { StringEquals = { "ec2:CreateAction" = ["AuthorizeSecurityGroupEgress", "AuthorizeSecurityGroupIngress", "CreateSecurityGroup", "CreateVpcEndpoint"] } }
    },
    {
      Sid = "ChangeTagged"
      Action = [
        "ec2:AuthorizeSecurityGroupEgress",
        "ec2:CreateTags",
        "ec2:DeleteSecurityGroup",
        "ec2:DeleteTags",
        "ec2:DeleteVpcEndpoints",
        "ec2:ModifyVpcEndpoint",
        "ec2:RevokeSecurityGroupEgress",
      ]
      Resource  = [local.network.security-group, local.network.vpc-endpoint]
      Condition = local.is_ours
    },
    {
      Sid       = "OpenAndCloseGroups"
      Action    = ["ec2:AuthorizeSecurityGroupIngress", "ec2:ModifySecurityGroupRules", "ec2:RevokeSecurityGroupIngress"]
      Resource  = [local.network.security-group]
      Condition = {}
    },
    {
      # Whose rules they are is decided by the group.
      Sid       = "RulesOfGroups"
      Action    = ["ec2:AuthorizeSecurityGroupEgress", "ec2:AuthorizeSecurityGroupIngress", "ec2:RevokeSecurityGroupEgress"]
      Resource  = [local.network.security-group-rule]
      Condition = {}
    },
    {
      # Functions that are gone leave theirs behind for a while, without a tag, and no group goes before them. AWS deletes none
      # that is attached to something.
      Sid       = "DeleteUnusedInterfaces"
      Action    = ["ec2:DeleteNetworkInterface"]
      Resource  = [local.network.network-interface]
      Condition = {}
    },
    {
      Sid       = "ChangeTaggedRules"
      Action    = ["ec2:CreateTags", "ec2:DeleteTags", "ec2:ModifySecurityGroupRules", "ec2:RevokeSecurityGroupIngress"]
      Resource  = [local.network.security-group-rule]
      Condition = local.is_ours
    },
  ] : { for key, value in merge({ Effect = "Allow" }, statement) : key => value if value != {} } if var.manage_network]

  boundary = [
    {
      Sid    = "Zones"
      Effect = "Allow"
      Action = ["s3:GetObject", "s3:ListBucket", "s3:PutObject"]
      Resource = [
        local.owned.buckets,
        "${local.owned.buckets}/*",
      ]
    },
    { Sid = "NotTheState", Effect = "Deny", Action = ["s3:*"], Resource = [local.state_bucket_arn, "${local.state_bucket_arn}/*"] },
    { Sid = "Secrets", Effect = "Allow", Action = ["secretsmanager:GetSecretValue"], Resource = [local.owned.secrets] },
    { Sid = "FailureQueues", Effect = "Allow", Action = ["sqs:SendMessage"], Resource = [local.owned.queues] },
    { Sid = "Logs", Effect = "Allow", Action = ["logs:CreateLogStream", "logs:PutLogEvents"], Resource = ["${local.owned.logs}:*"] },
    {
      Sid    = "Network"
      Effect = "Allow"
      Action = [
        "ec2:AssignPrivateIpAddresses",
        "ec2:CreateNetworkInterface",
        "ec2:DeleteNetworkInterface",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSubnets",
        "ec2:UnassignPrivateIpAddresses",
      ]
      Resource = ["*"]
    },
  ]
}
