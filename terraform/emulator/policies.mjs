// Rights as AWS itself would decide them: the roles' policies and the buckets' together, with and without encryption, with
// and without If-None-Match. The emulator ignores conditions; this simulator does not.
//
// Usage: terraform show -json | node policies.mjs

import { runSimulation } from '@cloud-copilot/iam-simulate'
import { readFileSync } from 'node:fs'

const state = JSON.parse(readFileSync(0)).values
const resources = state.root_module.resources
const buckets = state.outputs.buckets.value
const account = resources.find((r) => r.type === 'aws_caller_identity').values.account_id
const rolePolicies = Object.fromEntries(of('aws_iam_role_policy').map((r) => [r.name, r.values]))
const bucketPolicies = Object.fromEntries(of('aws_s3_bucket_policy').map((r) => [r.values.bucket, JSON.parse(r.values.policy)]))
const run = 'totesys/runs/000000001/'
const tls = { 'aws:SecureTransport': 'true' }
const plain = { 'aws:SecureTransport': 'false' }
const onlyIfAbsent = { ...tls, 's3:if-none-match': '*' }

// who, action, zone, key, circumstances, what AWS should say
const cases = [
  ['ingest', 's3:PutObject', 'ingestion', run + 'query_log.json', onlyIfAbsent, 'Allowed'],
  ['ingest', 's3:PutObject', 'ingestion', run + 'query_log.json', tls, 'ExplicitlyDenied'],
  ['ingest', 's3:PutObject', 'ingestion', run + 'query_log.json', { ...onlyIfAbsent, ...plain }, 'ExplicitlyDenied'],
  ['ingest', 's3:PutObject', 'ingestion', run + 'public.staff/a-00000.parquet', tls, 'Allowed'],
  ['ingest', 's3:PutObject', 'ingestion', run + 'public.staff/a-00000.parquet', plain, 'ExplicitlyDenied'],
  ['ingest', 's3:GetObject', 'ingestion', run + 'query_log.json', tls, 'Allowed'],
  ['ingest', 's3:GetObject', 'ingestion', run + 'query_log.json', plain, 'ExplicitlyDenied'],
  ['ingest', 's3:DeleteObject', 'ingestion', run + 'query_log.json', tls, 'ImplicitlyDenied'],
  ['ingest', 's3:PutObject', 'processed', run + 'fact/a.parquet', tls, 'ImplicitlyDenied'],
  ['ingest', 's3:PutObject', 'ingestion', 'shop/runs/000000001/a.parquet', tls, 'ImplicitlyDenied'],
  ['process', 's3:GetObject', 'ingestion', run + 'query_log.json', tls, 'Allowed'],
  ['process', 's3:PutObject', 'ingestion', run + 'read_in_full.json', onlyIfAbsent, 'Allowed'],
  ['process', 's3:PutObject', 'ingestion', run + 'query_log.json', onlyIfAbsent, 'ImplicitlyDenied'],
  ['process', 's3:PutObject', 'processed', run + 'query_log.json', onlyIfAbsent, 'Allowed'],
  ['process', 's3:PutObject', 'processed', run + 'query_log.json', tls, 'ExplicitlyDenied'],
  ['process', 's3:PutObject', 'processed', 'totesys/state/public.staff/a.parquet', tls, 'Allowed'],
  ['process', 's3:DeleteObject', 'processed', run + 'query_log.json', tls, 'ImplicitlyDenied'],
  ['load', 's3:GetObject', 'processed', run + 'query_log.json', tls, 'Allowed'],
  ['load', 's3:GetObject', 'processed', run + 'query_log.json', plain, 'ExplicitlyDenied'],
  ['load', 's3:GetObject', 'processed', 'totesys/state/public.staff/a.parquet', tls, 'ImplicitlyDenied'],
  ['load', 's3:GetObject', 'ingestion', run + 'query_log.json', tls, 'ImplicitlyDenied'],
  ['load', 's3:PutObject', 'processed', run + 'query_log.json', onlyIfAbsent, 'ImplicitlyDenied'],
  ['load', 's3:DeleteObject', 'processed', run + 'query_log.json', tls, 'ImplicitlyDenied'],
  ['load', 's3:ListBucket', 'processed', null, tls, 'Allowed'],
  ['load', 's3:ListBucket', 'processed', null, plain, 'ExplicitlyDenied'],
  ['load', 's3:ListBucket', 'ingestion', null, tls, 'ImplicitlyDenied'],
]

function of(type) {
  return resources.filter((r) => r.type === type)
}

async function decision(stage, action, zone, key, contextVariables) {
  const resource = `arn:aws:s3:::${buckets[zone]}` + (key === null ? '' : '/' + key)
  const role = rolePolicies[stage]
  const answer = await runSimulation(
    {
      request: {
        principal: `arn:aws:sts::${account}:assumed-role/${role.role}/verify`,
        action,
        resource: { resource, accountId: account },
        contextVariables,
      },
      identityPolicies: [{ name: role.name, policy: JSON.parse(role.policy) }],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      resourcePolicy: bucketPolicies[buckets[zone]],
    },
    {},
  )
  return answer.overallResult ?? JSON.stringify(answer)
}

let wrong = 0
for (const [stage, action, zone, key, circumstances, expected] of cases) {
  const found = await decision(stage, action, zone, key, circumstances)
  if (found !== expected) {
    wrong++
    console.log(`  WRONG: ${stage} ${action} ${zone} ${key} ${JSON.stringify(circumstances)}: ${found}, and should be ${expected}`)
  }
}
console.log(`  ${cases.length} requests`)
process.exit(wrong === 0 ? 0 : 1)
