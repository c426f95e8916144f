package dev.tidemark.bench.function;

import dev.tidemark.lambda.FunctionSettings.Processors;

/// How long a stage's function takes from nothing to its first answer.
///
/// @param idle a call that found nothing to do
/// @param first a call that found a whole source or run
record StartTimes(String stage, Processors processors, Call idle, Call first) {}
