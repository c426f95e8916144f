# GitHub proves by a token of its own which repository, and which part of it, is at work. No key is stored anywhere.

locals {
  repositories = var.github_repository == null ? [] : [var.github_repository]
  provider_arn = try(coalesce(var.github_provider, one(aws_iam_openid_connect_provider.github[*].arn)), null)

  # Who takes on which role: a plan, any pull request of the repository itself; a deployment, a protected environment.
  subjects = {
    plan   = [for repository in local.repositories : "repo:${repository}:pull_request"]
    deploy = flatten([for repository in local.repositories : [for name in sort(var.github_environments) : "repo:${repository}:environment:${name}"]])
  }

  github_may_assume = {
    for role, subjects in local.subjects : role => jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Effect    = "Allow"
        Principal = { Federated = local.provider_arn }
        Action    = "sts:AssumeRoleWithWebIdentity"
        Condition = {
          StringEquals = {
            "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com"
            "token.actions.githubusercontent.com:sub" = subjects
          }
        }
      }]
    })
  }
}

resource "aws_iam_openid_connect_provider" "github" {
  count = var.github_repository != null && var.github_provider == null ? 1 : 0

  url            = "https://token.actions.githubusercontent.com"
  client_id_list = ["sts.amazonaws.com"]
}

resource "aws_iam_role" "plan" {
  count = length(local.repositories)

  name               = "tidemark-plan"
  description        = "What a pull request of ${local.repositories[count.index]} may do: read what is deployed, and say what would change"
  assume_role_policy = local.github_may_assume.plan
}

# A plan of a pull request takes no lock (`-lock=false`): it may not write, and what it says is only a forecast.
resource "aws_iam_role_policy" "plan" {
  count = length(local.repositories)

  name = "plan"
  role = aws_iam_role.plan[count.index].id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = concat(local.read_state, local.read_deployment)
  })
}

resource "aws_iam_role" "deploy" {
  count = length(local.repositories)

  name               = "tidemark-deploy"
  description        = "What a protected environment of ${local.repositories[count.index]} may do: make, change and take down what begins with tidemark-"
  assume_role_policy = local.github_may_assume.deploy
}

resource "aws_iam_role_policy" "deploy" {
  count = length(local.repositories)

  name = "deploy"
  role = aws_iam_role.deploy[count.index].id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = concat(local.read_state, local.write_state, local.read_deployment, local.write_deployment, local.write_network)
  })
}

# Whoever may make roles could give himself any right. So the roles that a deployment makes stay within this, and its own role
# can neither change it nor make one without.
resource "aws_iam_policy" "boundary" {
  name        = "tidemark-boundary"
  description = "The most that a function of Tidemark may ever do"
  policy      = jsonencode({ Version = "2012-10-17", Statement = local.boundary })
}
