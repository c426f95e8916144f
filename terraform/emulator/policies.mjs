// Rights as AWS itself would decide them: the roles' policies and the buckets' together, with and without encryption, with
// and without If-None-Match; and those of GitHub's role that deploys, by tag, boundary and service. The emulator ignores
// conditions; this simulator does not.
//
// Usage: terraform show -json | node policies.mjs BOOTSTRAP, which is what the same prints there

import { runSimulation } from '@cloud-copilot/iam-simulate'
import { readFileSync } from 'node:fs'

const state = JSON.parse(readFileSync(0)).values
const resources = state.root_module.resources
const buckets = state.outputs.buckets.value
const account = resources.find((r) => r.type === 'aws_caller_identity').values.account_id
const rolePolicies = Object.fromEntries(of('aws_iam_role_policy').map((r) => [r.name, r.values]))
const bucketPolicies = Object.fromEntries(of('aws_s3_bucket_policy').map((r) => [r.values.bucket, JSON.parse(r.values.policy)]))
const { region } = resources.find((r) => r.type === 'aws_cloudwatch_event_rule').values.arn.match(/:events:(?<region>[^:]+):/).groups
const bootstrap = JSON.parse(readFileSync(process.argv[2])).values.root_module.resources
const deploy = of('aws_iam_role_policy', bootstrap).find((r) => r.name === 'deploy').values
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

const ours = { 'aws:ResourceTag/tidemark-pipeline': 'totesys' }
const made = { 'aws:RequestTag/tidemark-pipeline': 'totesys' }
const others = {}
const within = { 'iam:PermissionsBoundary': `arn:aws:iam::${account}:policy/tidemark-boundary` }
const beyond = { 'iam:PermissionsBoundary': 'arn:aws:iam::aws:policy/AdministratorAccess' }
const group = `ec2:${region}:${account}:security-group/sg-0123456789abcdef0`
const rule = `ec2:${region}:${account}:security-group-rule/sgr-0123456789abcdef0`
const endpoint = `ec2:${region}:${account}:vpc-endpoint/vpce-0123456789abcdef0`
const role = `iam::${account}:role/tidemark-prod-totesys-ingest`

// What the role that deploys does, to what, in which circumstances, and what AWS should say
const deployments = [
  ['ec2:CreateSecurityGroup', group, made, 'Allowed'],
  ['ec2:CreateSecurityGroup', group, others, 'ImplicitlyDenied'],
  ['ec2:CreateVpcEndpoint', endpoint, made, 'Allowed'],
  ['ec2:CreateVpcEndpoint', endpoint, others, 'ImplicitlyDenied'],
  ['ec2:CreateTags', group, { ...made, 'ec2:CreateAction': 'CreateSecurityGroup' }, 'Allowed'],
  ['ec2:CreateTags', group, { ...made, 'ec2:CreateAction': 'RunInstances' }, 'ImplicitlyDenied'],
  ...['ec2:CreateTags', 'ec2:DeleteTags'].flatMap((action) => [
    ...[group, rule, endpoint].map((it) => [action, it, ours, 'Allowed']),
    ...[group, rule, endpoint].map((it) => [action, it, others, 'ImplicitlyDenied']),
  ]),
  ...['ec2:AuthorizeSecurityGroupEgress', 'ec2:DeleteSecurityGroup', 'ec2:RevokeSecurityGroupEgress'].flatMap((action) => [
    [action, group, ours, 'Allowed'],
    [action, group, others, 'ImplicitlyDenied'],
  ]),
  ...['ec2:DeleteVpcEndpoints', 'ec2:ModifyVpcEndpoint'].flatMap((action) => [
    [action, endpoint, ours, 'Allowed'],
    [action, endpoint, others, 'ImplicitlyDenied'],
  ]),
  ['ec2:AuthorizeSecurityGroupIngress', group, others, 'Allowed'],
  ['ec2:ModifySecurityGroupRules', rule, ours, 'Allowed'],
  ['ec2:ModifySecurityGroupRules', rule, others, 'ImplicitlyDenied'],
  ...['iam:CreateRole', 'iam:PutRolePolicy', 'iam:PutRolePermissionsBoundary', 'iam:DeleteRolePolicy', 'iam:DetachRolePolicy'].flatMap((action) => [
    [action, role, within, 'Allowed'],
    [action, role, beyond, 'ImplicitlyDenied'],
    [action, role, {}, 'ImplicitlyDenied'],
    [action, `iam::${account}:role/tidemark-deploy`, within, 'ExplicitlyDenied'],
  ]),
  ['iam:PassRole', role, { 'iam:PassedToService': 'lambda.amazonaws.com' }, 'Allowed'],
  ['iam:PassRole', role, { 'iam:PassedToService': 'ec2.amazonaws.com' }, 'ImplicitlyDenied'],
]

function of(type, among = resources) {
  return among.filter((r) => r.type === type)
}

async function decision(role, action, resource, contextVariables, resourcePolicy) {
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
      resourcePolicy,
    },
    {},
  )
  return answer.overallResult ?? JSON.stringify(answer)
}

let wrong = 0
function compare(found, expected, ...request) {
  if (found !== expected) {
    wrong++
    console.log(`  WRONG: ${request.map((part) => JSON.stringify(part)).join(' ')}: ${found}, and should be ${expected}`)
  }
}
for (const [stage, action, zone, key, circumstances, expected] of cases) {
  const resource = `arn:aws:s3:::${buckets[zone]}` + (key === null ? '' : '/' + key)
  const found = await decision(rolePolicies[stage], action, resource, circumstances, bucketPolicies[buckets[zone]])
  compare(found, expected, stage, action, resource, circumstances)
}
for (const [action, resource, circumstances, expected] of deployments) {
  compare(await decision(deploy, action, `arn:aws:${resource}`, circumstances), expected, 'deploy', action, resource, circumstances)
}
console.log(`  ${cases.length + deployments.length} requests`)
process.exit(wrong === 0 ? 0 : 1)
