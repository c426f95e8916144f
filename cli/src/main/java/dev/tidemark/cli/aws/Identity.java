package dev.tidemark.cli.aws;

/// Who asks AWS.
///
/// @param partition `aws`, outside of China and the clouds of governments
/// @param account twelve digits
/// @param arn of the user or of the role that somebody took on
public record Identity(String partition, String account, String arn) {}
