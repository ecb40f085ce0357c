import { isMixed, isNoPlainWord } from './judge.ts';
import { type SecretShape, shape, token } from './secret-shape.ts';
import { AZURE_KEYS, GITHUB_LIST, GITLEAKS, KINGFISHER } from './sources.ts';

const AWS_IDS = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html';
const AWS_SIGNING = 'https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html';
const AWS_BEDROCK = 'https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html';
const AZURE_STORAGE =
  'https://learn.microsoft.com/en-us/azure/storage/common/storage-configure-connection-string';
const AZURE_SAS = 'https://learn.microsoft.com/en-us/rest/api/storageservices/create-service-sas';
const CLOUDFLARE = 'https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/';
const VERCEL = 'https://vercel.com/changelog/new-token-formats-and-secret-scanning';
const SUPABASE = 'https://supabase.com/docs/guides/api/api-keys';
const PLANETSCALE = 'https://planetscale.com/docs/concepts/service-tokens';

/** Keys of clouds, and of databases that are rented by the request. */
export const CLOUDS: readonly SecretShape[] = [
  // The id, and the secret where it follows as the next field (a CSV of new keys, a line that was copied).
  token(
    'aws_access_key_id',
    'AKIA|ASIA|ABIA|ACCA|A3T',
    '[A-Z0-9]{16,17}(?![A-Za-z0-9])(?:[\\s,:;"\'|]{1,8}[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=]))?',
    '{base32:16}',
    AWS_IDS,
    { boundary: true },
  ),
  token(
    'aws_session_token',
    'IQoJb3JpZ2lu|FwoGZXIvYXdz|FQoGZXIvYXdz',
    '[A-Za-z0-9+/%_-]{60,}={0,2}',
    '{b64:320}==',
    AWS_IDS,
  ),
  token(
    'aws_bedrock_api_key',
    'ABSKQmVkcm9ja0FQSUtleS',
    '[A-Za-z0-9+/]{60,}={0,2}',
    '{b64:108}=',
    AWS_BEDROCK,
  ),
  token('aws_bedrock_short_key', 'bedrock-api-key-', '[A-Za-z0-9+/]{60,}={0,2}', '{b64:300}', AWS_BEDROCK),
  shape(
    'url_signature_v4',
    [
      'X-Amz-Signature=',
      'X-Amz-Credential=',
      'X-Amz-Security-Token=',
      'X-Goog-Signature=',
      'X-Goog-Credential=',
    ],
    /X-(?:Amz|Goog)-(?:Signature|Credential|Security-Token)=([A-Za-z0-9%/+=_.@-]{16,})/y,
    'X-Amz-Signature=‹{hex:64}›',
    AWS_SIGNING,
  ),
  shape(
    'aws_signature_header',
    ['AWS4-HMAC-SHA256 '],
    /AWS4-HMAC-SHA256 (Credential=[^\r\n"'`\\]{20,2000})/y,
    'AWS4-HMAC-SHA256 ‹Credential=AKIA{base32:16}/20260101/eu-west-1/s3/aws4_request, Signature={hex:64}›',
    AWS_SIGNING,
  ),
  token('alibaba_access_key_id', 'LTAI', '[A-Za-z0-9]{12,26}(?![A-Za-z0-9])', '{alnum:20}', GITLEAKS, {
    boundary: true,
    accepts: isMixed,
  }),
  shape(
    'azure_account_key',
    ['AccountKey=', 'SharedAccessKey=', 'SharedSecretValue=', 'accountKey=', 'sharedAccessKey='],
    /(?:[Aa]ccountKey|[Ss]haredAccessKey|SharedSecretValue)=([A-Za-z0-9+/%]{20,}={0,2})/y,
    'AccountKey=‹{b64:86}==›',
    AZURE_STORAGE,
  ),
  shape(
    'azure_configuration_secret',
    [';Secret='],
    /;Secret=([A-Za-z0-9+/]{30,}={0,2})/y,
    ';Secret=‹{b64:43}=›',
    KINGFISHER,
  ),
  shape(
    'azure_shared_access_signature',
    ['sig='],
    /(?<=[?&;"'\s]|\\u0026|%26|&amp;)sig=([A-Za-z0-9%+/_-]{40,}={0,2})/y,
    '&sig=‹{b64:43}%3D›',
    AZURE_SAS,
  ),
  shape(
    'azure_client_secret',
    ['Q~'],
    /(?<=[A-Za-z0-9_~.-]{3}\d)Q~[A-Za-z0-9_~.-]{31,34}/y,
    '{alnum:3}8Q~{alnum:34}',
    'https://learn.microsoft.com/en-us/entra/identity-platform/quickstart-register-app',
    { before: 4 },
  ),
  shape(
    'azure_storage_key',
    ['+ASt', 'ACDb', '+ABa', 'APIM'],
    /(?<=[A-Za-z0-9+/]{76})(?:\+ASt|ACDb|\+ABa|APIM)[A-Za-z0-9+/]{6}==/y,
    '{b64:76}+ASt{b64:5}A==',
    AZURE_KEYS,
    { before: 76 },
  ),
  shape(
    'azure_bus_key',
    ['+ASb', '+AEh', '+ARm', 'AIoT', 'AzCa'],
    /(?<=[A-Za-z0-9+/]{33})(?:\+ASb|\+AEh|\+ARm|AIoT|AzCa)[A-Za-z0-9+/]{6}=/y,
    '{b64:33}+ASb{b64:5}A=',
    AZURE_KEYS,
    { before: 33 },
  ),
  shape(
    'azure_search_key',
    ['AzSe', '+ACR'],
    /(?<=[A-Za-z0-9+/]{42})(?:AzSe|\+ACR)[A-D][A-Za-z0-9]{5}(?![A-Za-z0-9+/=])/y,
    '{alnum:42}AzSeA{alnum:5}',
    AZURE_KEYS,
    { before: 42 },
  ),
  shape(
    'azure_function_key',
    ['AzFu'],
    /(?<=[A-Za-z0-9_-]{44})AzFu[A-Za-z0-9_-]{5}[AQgw](?:==)?/y,
    '{b64url:44}AzFu{b64url:5}A==',
    AZURE_KEYS,
    { before: 44 },
  ),
  shape(
    'azure_devops_token',
    ['AZDO'],
    /(?<=[A-Za-z0-9]{76})AZDO[A-Za-z0-9]{4}/y,
    '{alnum:52}JQQJ99{alnum:18}AZDO{alnum:4}',
    AZURE_KEYS,
    { before: 76 },
  ),
  shape(
    'microsoft_common_key',
    ['JQQJ9'],
    /(?<=[A-Za-z0-9]{52})JQQJ9[9DH][A-Za-z0-9]{26,28}(?:==)?/y,
    '{alnum:52}JQQJ99{alnum:26}',
    AZURE_KEYS,
    { before: 52 },
  ),
  token('cloudflare_token', 'cfk_|cfut_|cfat_', '[A-Za-z0-9_-]{40,}', '{alnum:40}{hex:8}', CLOUDFLARE),
  token('cloudflare_origin_key', 'v1.0-', '[0-9a-f]{24}-[0-9a-f]{140,}', '{hex:24}-{hex:146}', GITLEAKS),
  token(
    'digitalocean_token',
    'dop_v1_|doo_v1_|dor_v1_',
    '[0-9a-f]{64}',
    '{hex:64}',
    'https://docs.digitalocean.com/reference/api/create-personal-access-token/',
  ),
  token('digitalocean_spaces_key', 'DO00', '[A-Z0-9]{16}(?![A-Za-z0-9])', '{base32:16}', GITHUB_LIST, {
    boundary: true,
  }),
  token('fly_token', 'fm2_|fm1r_|fm1a_|fo1_', '[A-Za-z0-9+/_=,-]{40,}', '{b64:140}=', GITLEAKS),
  token(
    'heroku_api_key',
    'HRKU-',
    '[A-Za-z0-9_-]{36,}',
    '{b64url:60}',
    'https://devcenter.heroku.com/articles/oauth',
  ),
  token('vercel_token', 'vcp_|vci_|vca_|vcr_|vck_', '[A-Za-z0-9_-]{50,}', '{alnum:50}{crc62}', VERCEL),
  token('netlify_token', 'nfp_|nfc_|nfo_|nfb_|nfu_', '[A-Za-z0-9]{36,}', '{alnum:40}', KINGFISHER),
  token('supabase_access_token', 'sbp_', '(?:v\\d_)?[0-9a-f]{40}', '{hex:40}', SUPABASE),
  token('supabase_secret_key', 'sb_secret_', '[A-Za-z0-9_-]{28,}', '{b64url:22}_{b64url:8}', SUPABASE),
  token(
    'neon_api_key',
    'napi_',
    '[A-Za-z0-9]{40,}',
    '{lowernum:64}',
    'https://neon.com/docs/manage/api-keys',
  ),
  token(
    'planetscale_token',
    'pscale_tkn_|pscale_oauth_|pscale_pw_|pscale_app_secret_',
    '[A-Za-z0-9_=.-]{32,}',
    '{b64url:43}',
    PLANETSCALE,
  ),
  token(
    'databricks_token',
    'dapi|dkea',
    '[0-9a-f]{32}(?:-\\d)?',
    '{hex:32}',
    'https://docs.databricks.com/en/dev-tools/auth/pat.html',
    { boundary: true },
  ),
  token('databricks_client_secret', 'dose', '[A-Za-z0-9_.-]{32}(?![A-Za-z0-9_-])', '{alnum:32}', KINGFISHER, {
    boundary: true,
    accepts: isMixed,
  }),
  token('mongodb_atlas_secret', 'mdb_sa_sk_', '[A-Za-z0-9_-]{38,}', '{b64url:40}', GITHUB_LIST),
  token('elastic_cloud_key', 'essu_', '[A-Za-z0-9+/]{40,}={0,2}', '{b64:78}', GITHUB_LIST),
  token('clickhouse_cloud_secret', '4b1d', '[A-Za-z0-9]{38}(?![A-Za-z0-9])', '{alnum:38}', GITLEAKS, {
    boundary: true,
    accepts: isMixed,
  }),
  token('render_api_key', 'rnd_', '[A-Za-z0-9]{28,}', '{alnum:28}', GITHUB_LIST, { boundary: true }),
  token(
    'tailscale_key',
    'tskey-',
    '[a-z]{1,12}-[A-Za-z0-9]{8,}(?:-[A-Za-z0-9]{16,})?',
    'auth-{alnum:12}-{alnum:32}',
    'https://tailscale.com/kb/1277/key-prefixes',
  ),
  token('yandex_cloud_key', 'AQVN', '[A-Za-z0-9_-]{35,38}', '{b64url:36}', GITLEAKS, {
    boundary: true,
    accepts: isNoPlainWord,
  }),
  token('openshift_token', 'sha256~', '[A-Za-z0-9_-]{43}', '{b64url:43}', GITLEAKS),
];
