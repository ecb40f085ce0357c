import { isMixed } from './judge.ts';
import { type SecretShape, shape, token } from './secret-shape.ts';
import { GITHUB_LIST, GITLEAKS, KINGFISHER } from './sources.ts';

const SENTRY = 'https://docs.sentry.io/account/auth-tokens/';
const DATADOG = 'https://docs.datadoghq.com/account_management/personal-access-tokens/';
const NEW_RELIC = 'https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/';
const GRAFANA = 'https://grafana.com/docs/grafana/latest/administration/service-accounts/';
const DOPPLER = 'https://docs.doppler.com/reference/auth-token-formats';
const VAULT = 'https://developer.hashicorp.com/vault/docs/concepts/tokens';
const TERRAFORM = 'https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens';

/** Tokens of what watches programs, keeps secrets and sets up machines. */
export const OPERATIONS: readonly SecretShape[] = [
  token('sentry_org_token', 'sntrys_', '[A-Za-z0-9+/=_-]{40,}', 'eyJ{b64:120}=_{b64:43}', SENTRY),
  token('sentry_user_token', 'sntryu_|sntrya_|sntryi_', '[0-9a-f]{64}', '{hex:64}', SENTRY),
  token('datadog_token', 'ddpat_|ddap_|ddsat_|ddapp_', '[A-Za-z0-9_]{20,}', '{alnum:40}', DATADOG),
  token(
    'new_relic_key',
    'NRAK-|NRJS-|NRII-|NRIQ-|NRRA-|NRSP-|NRAA-|NRBR-',
    '[A-Za-z0-9-]{19,}',
    '{base32:27}',
    NEW_RELIC,
  ),
  shape(
    'new_relic_license_key',
    ['NRAL'],
    /(?<=[0-9a-f]{32}[0-9a-fA-F]{4})NRAL(?![0-9A-Za-z])/y,
    '{hex:36}NRAL',
    NEW_RELIC,
    {
      before: 36,
    },
  ),
  token('grafana_service_token', 'glsa_', '[A-Za-z0-9]{32}_[0-9a-fA-F]{8}', '{alnum:32}_{hex:8}', GRAFANA),
  token('grafana_cloud_token', 'glc_', '[A-Za-z0-9+/]{32,}={0,2}', 'eyJ{b64:120}=', GRAFANA),
  token('grafana_api_key', 'eyJrIjoi', '[A-Za-z0-9+/]{60,}={0,2}', '{b64:96}==', GITLEAKS),
  token('pagerduty_user_token', 'u+', '[A-Za-z0-9_-]{18}(?![A-Za-z0-9_+/=-])', '{alnum:18}', GITHUB_LIST, {
    boundary: true,
    accepts: isMixed,
  }),
  token(
    'honeycomb_key',
    'hcaik_|hcbik_|hcalk_|hcamk_|hcxik_',
    '[A-Za-z0-9]{40,}',
    '{lowernum:58}',
    GITHUB_LIST,
  ),
  token(
    'dynatrace_token',
    'dt0c01.|dt0s01.|dt0s16.|dt0s08.',
    '[A-Za-z0-9]{24}\\.[A-Za-z0-9]{64}',
    '{base32:24}.{base32:64}',
    GITLEAKS,
  ),
  token(
    'doppler_token',
    'dp.pt.|dp.st.|dp.sa.|dp.ct.|dp.scim.|dp.audit.|dp.said.',
    '(?:[a-z0-9_-]{2,35}\\.)?[A-Za-z0-9]{40,}',
    '{alnum:43}',
    DOPPLER,
  ),
  token('vault_token', 'hvs.|hvb.|hvr.', '[A-Za-z0-9_-]{24,}', '{b64url:95}', VAULT),
  token(
    'pulumi_access_token',
    'pul-',
    '[0-9a-f]{40}',
    '{hex:40}',
    'https://www.pulumi.com/docs/administration/access-identity/access-tokens/',
    {
      boundary: true,
    },
  ),
  shape(
    'terraform_cloud_token',
    ['.atlasv1.'],
    /(?<=[A-Za-z0-9]{14})\.atlasv1\.[A-Za-z0-9_=-]{60,}/y,
    '{alnum:14}.atlasv1.{alnum:67}',
    TERRAFORM,
    {
      before: 14,
    },
  ),
  token('onepassword_service_token', 'ops_eyJ', '[A-Za-z0-9+/_-]{200,}={0,2}', '{b64:400}', KINGFISHER),
];
