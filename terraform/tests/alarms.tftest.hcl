# What rings, when, and what it says.

mock_provider "aws" {
  source          = "./tests/mocks"
  override_during = plan
}

variables {
  region      = "eu-central-1"
  environment = "prod"
  pipeline    = "totesys"
}

run "silence_is_trouble_for_freshness_alone" {
  command = plan

  assert {
    condition = alltrue([for stage, a in aws_cloudwatch_metric_alarm.freshness :
      a.treat_missing_data == "breaching" && a.comparison_operator == "GreaterThanThreshold" && a.threshold == 0 && a.statistic == "Minimum"
    && a.period == 60 && a.evaluation_periods == 30 && a.datapoints_to_alarm == 30])
    error_message = "Thirty minutes without a word that the stage has caught up ring."
  }

  assert {
    condition = { for stage, a in aws_cloudwatch_metric_alarm.freshness : stage => [a.namespace, a.metric_name, a.dimensions] } == {
      for stage in ["ingest", "process", "load"] : stage => ["Tidemark", "LagSeconds", tomap({ FunctionName = "tidemark-prod-totesys-${stage}" })]
    }
    error_message = "Each stage speaks for itself: load alone would call a warehouse fresh whose source nobody looks at."
  }

  assert {
    condition     = alltrue([for a in concat(values(aws_cloudwatch_metric_alarm.failing), values(aws_cloudwatch_metric_alarm.slow)) : a.treat_missing_data == "ignore"])
    error_message = "The alarms of calls keep their state where there is nothing to see."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.failures.treat_missing_data == "notBreaching"
    error_message = "A queue that says nothing is empty, so what rang for it ends."
  }
}

run "two_of_three_failed_ticks_ring" {
  command = plan

  assert {
    condition     = length(aws_cloudwatch_metric_alarm.failing) == 3 && alltrue([for a in aws_cloudwatch_metric_alarm.failing : a.evaluation_periods == 3 && a.datapoints_to_alarm == 2 && a.threshold == 0 && a.comparison_operator == "GreaterThanThreshold"])
    error_message = "One failed call wakes nobody."
  }

  assert {
    condition = { for stage, a in aws_cloudwatch_metric_alarm.failing : stage => [a.namespace, a.metric_name, a.statistic, tostring(a.period), a.dimensions["FunctionName"]] } == {
      for stage in ["ingest", "process", "load"] : stage => ["AWS/Lambda", "Errors", "Sum", "600", "tidemark-prod-totesys-${stage}"]
    }
    error_message = "Errors of each function are counted, tick by tick."
  }
}

run "calls_that_are_throttled_are_heard_of" {
  command = plan

  assert {
    condition     = alltrue([for a in aws_cloudwatch_metric_alarm.freshness : a.treat_missing_data == "breaching" && strcontains(a.alarm_description, "aws lambda get-account-settings")])
    error_message = "A function that is never let run prints no lag: freshness rings for it, and says where to look."
  }

  assert {
    condition = alltrue([for c in [aws_lambda_function_event_invoke_config.process, aws_lambda_function_event_invoke_config.load] :
    c.maximum_event_age_in_seconds <= 3600 && one(one(c.destination_config).on_failure).destination == aws_sqs_queue.failures.arn])
    error_message = "A notification that is refused for an hour is reported as failed for good."
  }
}

run "two_of_three_ticks_near_the_timeout_ring" {
  command = plan
  variables {
    timeout_seconds   = { load = 600 }
    freshness_minutes = 45
  }

  assert {
    condition = { for stage, a in aws_cloudwatch_metric_alarm.slow : stage => [a.namespace, a.metric_name, a.statistic, a.dimensions["FunctionName"], a.threshold] } == {
      ingest  = ["AWS/Lambda", "Duration", "Maximum", "tidemark-prod-totesys-ingest", 240000]
      process = ["AWS/Lambda", "Duration", "Maximum", "tidemark-prod-totesys-process", 240000]
      load    = ["AWS/Lambda", "Duration", "Maximum", "tidemark-prod-totesys-load", 480000]
    }
    error_message = "80 percent of each function's own time-out."
  }

  assert {
    condition     = alltrue([for a in aws_cloudwatch_metric_alarm.slow : a.period == 600 && a.evaluation_periods == 3 && a.datapoints_to_alarm == 2 && a.comparison_operator == "GreaterThanThreshold"])
    error_message = "One long call wakes nobody."
  }

  assert {
    condition     = alltrue([for a in aws_cloudwatch_metric_alarm.freshness : a.evaluation_periods == 45 && a.datapoints_to_alarm == 45])
    error_message = "freshness_minutes says how long a silence may last."
  }
}

run "alarms_follow_the_clock" {
  command = plan
  variables {
    schedule_minutes = 5
  }

  assert {
    condition     = alltrue([for a in aws_cloudwatch_metric_alarm.slow : a.period == 300]) && alltrue([for a in aws_cloudwatch_metric_alarm.failing : a.period == 300])
    error_message = "A period is one tick."
  }
}

run "what_failed_for_good_rings_at_once" {
  command = plan

  assert {
    condition = [aws_cloudwatch_metric_alarm.failures.namespace, aws_cloudwatch_metric_alarm.failures.metric_name, aws_cloudwatch_metric_alarm.failures.statistic, aws_cloudwatch_metric_alarm.failures.dimensions["QueueName"]] == [
      "AWS/SQS", "ApproximateNumberOfMessagesVisible", "Maximum", "tidemark-prod-totesys-failures"
    ]
    error_message = "The alarm looks at the failure queue."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.failures.threshold == 0 && aws_cloudwatch_metric_alarm.failures.comparison_operator == "GreaterThanThreshold" && aws_cloudwatch_metric_alarm.failures.evaluation_periods == 1 && aws_cloudwatch_metric_alarm.failures.period == 300
    error_message = "One message rings."
  }
}

run "there_are_ten_alarms_and_each_says_when_it_is_over" {
  command = plan

  assert {
    condition     = length(output.alarms) <= 10 && length(output.alarms) == length(distinct(output.alarms)) && alltrue([for name in output.alarms : startswith(name, "tidemark-prod-totesys-")])
    error_message = "Ten alarms are free."
  }

  # An alarm that computes has one metric for each query.
  assert {
    condition     = alltrue([for a in concat(values(aws_cloudwatch_metric_alarm.freshness), values(aws_cloudwatch_metric_alarm.failing), values(aws_cloudwatch_metric_alarm.slow), [aws_cloudwatch_metric_alarm.failures]) : a.metric_name != null && length(a.metric_query) == 0])
    error_message = "Each alarm looks at one metric: metrics are what is billed, and ten are free."
  }

  assert {
    condition = alltrue([for a in concat(values(aws_cloudwatch_metric_alarm.freshness), values(aws_cloudwatch_metric_alarm.failing), values(aws_cloudwatch_metric_alarm.slow), [aws_cloudwatch_metric_alarm.failures]) :
    a.alarm_actions == toset([aws_sns_topic.alarms.arn]) && a.ok_actions == toset([aws_sns_topic.alarms.arn]) && a.actions_enabled != false])
    error_message = "Each alarm sends a mail when it begins and when it is over."
  }
}

# What arrives is read here as it arrives: each text says what happened, what it means and what to type.
run "mails_say_what_happened_what_it_means_and_what_to_type" {
  command = plan
  variables {
    timeout_seconds   = { ingest = 120, process = 300, load = 600 }
    freshness_minutes = 45
  }

  assert {
    condition = file("tests/mails.txt") == join("\n", [for a in concat(values(aws_cloudwatch_metric_alarm.freshness), values(aws_cloudwatch_metric_alarm.failing), values(aws_cloudwatch_metric_alarm.slow), [aws_cloudwatch_metric_alarm.failures]) :
    "## ${a.alarm_name}\n\n${a.alarm_description}"])
    error_message = "The mails are those of tests/mails.txt."
  }

  assert {
    condition = toset(flatten([for a in concat(values(aws_cloudwatch_metric_alarm.freshness), values(aws_cloudwatch_metric_alarm.failing), values(aws_cloudwatch_metric_alarm.slow), [aws_cloudwatch_metric_alarm.failures]) :
      regexall("(?:/aws/lambda/)?tidemark-[a-z-]+", a.alarm_description)])) == toset([
      aws_cloudwatch_event_rule.every_ten_minutes.name, aws_sqs_queue.failures.name,
      aws_cloudwatch_log_group.ingest.name, aws_cloudwatch_log_group.process.name, aws_cloudwatch_log_group.load.name,
    ])
    error_message = "What a mail names is there."
  }

  assert {
    condition     = alltrue([for a in concat(values(aws_cloudwatch_metric_alarm.freshness), values(aws_cloudwatch_metric_alarm.failing), values(aws_cloudwatch_metric_alarm.slow), [aws_cloudwatch_metric_alarm.failures]) : length(a.alarm_description) <= 1024])
    error_message = "CloudWatch keeps 1,024 characters of a text."
  }
}

run "the_topic_has_no_key" {
  command = plan

  assert {
    condition     = aws_sns_topic.alarms.kms_master_key_id == null
    error_message = "A topic encrypted with alias/aws/sns silently drops CloudWatch's alarms, and a key of one's own costs 1 USD a month."
  }
}

run "mails_go_to_each_address" {
  command = plan
  variables {
    alarm_emails = ["data@example.org", "night@example.org"]
  }

  assert {
    condition     = { for s in aws_sns_topic_subscription.mail : s.endpoint => [s.protocol, s.topic_arn] } == { for address in var.alarm_emails : address => ["email", aws_sns_topic.alarms.arn] }
    error_message = "Each address has a subscription to the topic."
  }
}

run "a_budget_is_heard_of" {
  command = plan
  variables {
    budget_usd   = 5
    alarm_emails = ["data@example.org"]
  }

  assert {
    condition     = [for b in aws_budgets_budget.monthly : [b.name, b.limit_amount, b.limit_unit, b.time_unit, b.budget_type]] == [["tidemark-prod-totesys", "5", "USD", "MONTHLY", "COST"]]
    error_message = "The budget is a monthly one in USD, of a name that no other deployment has."
  }

  assert {
    condition = toset(flatten([for b in aws_budgets_budget.monthly : [for n in b.notification : [for address in n.subscriber_email_addresses : "${n.notification_type} ${n.comparison_operator} ${n.threshold} ${n.threshold_type} ${address}"]]])) == toset([
      "ACTUAL GREATER_THAN 80 PERCENTAGE data@example.org", "ACTUAL GREATER_THAN 100 PERCENTAGE data@example.org",
    ])
    error_message = "The addresses hear of more than 80 and 100 percent."
  }
}

run "no_budget_unless_wanted" {
  command = plan

  assert {
    condition     = length(aws_budgets_budget.monthly) == 0
    error_message = "By default there is no budget."
  }
}

run "the_dashboard_looks_where_the_alarms_look" {
  command = plan

  assert {
    condition     = jsondecode(aws_cloudwatch_dashboard.pipeline.dashboard_body) == jsondecode(file("tests/dashboard.json"))
    error_message = "Freshness, rows, duration and errors of each stage are on one page, as tests/dashboard.json has them."
  }

  # Three of each function: ten are free.
  assert {
    condition     = length(distinct(flatten([for w in jsondecode(aws_cloudwatch_dashboard.pipeline.dashboard_body).widgets : [for m in w.properties.metrics : join(" ", slice(m, 0, 4)) if m[0] == "Tidemark"]]))) <= 10
    error_message = "Ten custom metrics are free."
  }
}
