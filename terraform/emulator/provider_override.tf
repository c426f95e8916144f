# Laid beside a copy of the configuration, so that the provider speaks to the emulator that AWS_ENDPOINT_URL names, as whom the
# environment says.

provider "aws" {
  max_retries                 = 1
  s3_use_path_style           = true
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
}
