# One page to look at: is it fresh, how much moved, how long did it take, what failed.

locals {
  dashboard_charts = [
    {
      title = "Lag: seconds that the oldest waiting run is behind. A gap is a stage that says nothing"
      stat  = "Maximum"
      lines = [for stage, function in local.functions : ["Tidemark", "LagSeconds", "FunctionName", function, { label = stage }]]
    },
    {
      title = "Rows moved"
      stat  = "Sum"
      lines = [for stage, function in local.functions : ["Tidemark", "Rows", "FunctionName", function, { label = stage }]]
    },
    {
      title = "Longest call and longest run, milliseconds"
      stat  = "Maximum"
      lines = concat(
        [for stage, function in local.functions : ["AWS/Lambda", "Duration", "FunctionName", function, { label = "${stage}, call" }]],
        [for stage, function in local.functions : ["Tidemark", "RunMilliseconds", "FunctionName", function, { label = "${stage}, run" }]],
      )
    },
    {
      title = "Failed, throttled, and failed for good"
      stat  = "Sum"
      lines = concat(
        [for stage, function in local.functions : ["AWS/Lambda", "Errors", "FunctionName", function, { label = "${stage} failed" }]],
        [for stage, function in local.functions : ["AWS/Lambda", "Throttles", "FunctionName", function, { label = "${stage} throttled" }]],
        [["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", "${local.name}-failures", { label = "failed for good", stat = "Maximum" }]],
      )
    },
  ]
}

resource "aws_cloudwatch_dashboard" "pipeline" {
  dashboard_name = local.name

  # Two charts side by side, each half of the page's 24 columns.
  dashboard_body = jsonencode({
    widgets = [
      for i, chart in local.dashboard_charts : {
        type   = "metric"
        x      = 12 * (i % 2)
        y      = 6 * floor(i / 2)
        width  = 12
        height = 6
        properties = {
          title   = chart.title
          region  = var.region
          view    = "timeSeries"
          stat    = chart.stat
          period  = local.tick_seconds
          metrics = chart.lines
        }
      }
    ]
  })
}
