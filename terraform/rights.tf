# A right that somebody adds to a function's role by hand is found by the next plan, and taken away by the next apply: a role has its
# one policy, and nothing is attached to it.

resource "aws_iam_role_policies_exclusive" "stage" {
  for_each = {
    ingest  = aws_iam_role_policy.ingest
    process = aws_iam_role_policy.process
    load    = aws_iam_role_policy.load
  }

  role_name    = each.value.role
  policy_names = [each.value.name]
}

resource "aws_iam_role_policy_attachments_exclusive" "stage" {
  for_each = {
    ingest  = aws_iam_role.ingest
    process = aws_iam_role.process
    load    = aws_iam_role.load
  }

  role_name   = each.value.name
  policy_arns = []
}
