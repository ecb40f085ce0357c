import { isMixed } from './judge.ts';
import { type SecretShape, shape, token, UUID } from './secret-shape.ts';
import { GITHUB_LIST, GITLEAKS } from './sources.ts';

const SLACK = 'https://api.slack.com/concepts/token-types';
const DISCORD = 'https://discord.com/developers/docs/reference#authentication';
const STRIPE = 'https://docs.stripe.com/keys';
const SQUARE = 'https://developer.squareup.com/docs/build-basics/access-tokens';
const SHOPIFY = 'https://shopify.dev/changelog/length-of-the-shopify-access-token-is-increasing';
const LINEAR = 'https://linear.app/developers/graphql';
const NOTION = 'https://developers.notion.com/page/changelog#september-11-2024';
const TEAMS =
  'https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook';

/** What a Discord token begins with: the first digits of its user's number in base 64. */
function discordBeginnings(): string[] {
  const beginnings: string[] = [];
  for (let digits = 10; digits < 100; digits += 1) beginnings.push(btoa(`${digits}0`).slice(0, 3));
  return beginnings;
}

/** Tokens of the services that programs talk to: chat, mail, money, notes, watching, secret stores. */
export const SERVICES: readonly SecretShape[] = [
  token(
    'slack_token',
    'xoxb-|xoxp-|xoxa-|xoxr-|xoxs-|xoxo-|xoxc-|xoxd-',
    '[A-Za-z0-9%_+/-]{10,}={0,2}',
    '{digits:12}-{digits:13}-{alnum:24}',
    SLACK,
  ),
  token('slack_rotating_token', 'xoxe.xoxb-|xoxe.xoxp-|xoxe-', '[A-Za-z0-9-]{20,}', '1-{alnum:163}', SLACK),
  token(
    'slack_app_token',
    'xapp-',
    '\\d-[A-Za-z0-9]{6,16}-\\d{6,16}-[A-Za-z0-9]{32,}',
    '1-A{base32:10}-{digits:13}-{hex:64}',
    SLACK,
  ),
  shape(
    'slack_webhook',
    ['hooks.slack.com/services/', 'hooks.slack.com/workflows/', 'hooks.slack.com/triggers/'],
    /hooks\.slack\.com\/(?:services|workflows|triggers)\/([A-Za-z0-9+/_-]{24,})/y,
    'hooks.slack.com/services/‹T{base32:10}/B{base32:10}/{alnum:24}›',
    'https://api.slack.com/messaging/webhooks',
  ),
  shape(
    'discord_token',
    discordBeginnings(),
    /[MNO][A-Za-z0-9_-]{22,27}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,}/y,
    'MTA{b64url:23}.{b64url:6}.{b64url:38}',
    DISCORD,
    { boundary: true },
  ),
  shape(
    'discord_webhook',
    ['discord.com/api/', 'discordapp.com/api/'],
    /discord(?:app)?\.com\/api\/(?:v\d{1,2}\/)?webhooks\/\d{15,22}\/([A-Za-z0-9_-]{40,})/y,
    'discord.com/api/webhooks/{digits:18}/‹{b64url:68}›',
    'https://discord.com/developers/docs/resources/webhook',
  ),
  shape(
    'teams_webhook',
    ['webhook.office.com/webhookb2/', 'outlook.office.com/webhook/'],
    /(?:webhook\.office\.com\/webhookb2|outlook\.office\.com\/webhook)\/([A-Za-z0-9@/_-]{60,})/y,
    'webhook.office.com/webhookb2/‹{uuid}@{uuid}/IncomingWebhook/{hex:32}/{uuid}›',
    TEAMS,
  ),
  shape(
    'telegram_bot_token',
    [':AA'],
    /(?<=\d{6,16}):(AA[A-Za-z0-9_-]{32,33})(?![A-Za-z0-9_-])/y,
    '{digits:10}:‹AA{b64url:33}›',
    'https://core.telegram.org/bots/api#authorizing-your-bot',
  ),
  shape(
    'twilio_api_key',
    [...'0123456789abcdef'].map((digit) => `SK${digit}`),
    /SK[0-9a-f]{32}(?![0-9A-Za-z])/y,
    'SK{hex:32}',
    'https://www.twilio.com/docs/iam/api-keys',
    { boundary: true },
  ),
  token(
    'sendgrid_api_key',
    'SG.',
    '[A-Za-z0-9_-]{16,32}\\.[A-Za-z0-9_-]{40,64}',
    '{b64url:22}.{b64url:43}',
    'https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys',
    {
      boundary: true,
    },
  ),
  token(
    'mailgun_api_key',
    'key-',
    '[0-9a-f]{32}(?![0-9A-Za-z])',
    '{hex:32}',
    'https://documentation.mailgun.com/docs/mailgun/api-reference/mg-auth',
    {
      boundary: true,
    },
  ),
  token('brevo_key', 'xkeysib-|xsmtpsib-', '[0-9a-f]{64}-[A-Za-z0-9]{16}', '{hex:64}-{alnum:16}', GITLEAKS),
  shape(
    'mailchimp_api_key',
    [1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => `-us${digit}`),
    /(?<=[0-9a-f]{32})-us\d{1,2}(?![0-9a-z])/y,
    '{hex:32}-us12',
    GITLEAKS,
    { before: 32 },
  ),
  token(
    'resend_api_key',
    're_',
    '[A-Za-z0-9]{8}_[A-Za-z0-9]{24}(?![A-Za-z0-9])',
    '{alnum:8}_{alnum:24}',
    GITHUB_LIST,
    {
      boundary: true,
    },
  ),
  token(
    'stripe_key',
    'sk_live_|sk_test_|rk_live_|rk_test_|sk_prod_|rk_prod_',
    '[A-Za-z0-9]{16,}',
    '{alnum:99}',
    STRIPE,
  ),
  token('stripe_webhook_secret', 'whsec_', '[A-Za-z0-9+/=]{24,}', '{alnum:32}', STRIPE),
  token('square_token', 'sq0atp-|sq0csp-', '[A-Za-z0-9_-]{22,}', '{b64url:43}', SQUARE),
  token('square_access_token', 'EAAA', '[A-Za-z0-9_-]{60}(?![A-Za-z0-9+/=_-])', '{alnum:60}', SQUARE, {
    boundary: true,
    accepts: isMixed,
  }),
  token(
    'facebook_access_token',
    'EAAC|EAAM|EAAG|EAAB',
    '[A-Za-z0-9]{90,400}(?![A-Za-z0-9+/=_-])',
    '{alnum:180}',
    GITLEAKS,
    {
      boundary: true,
      accepts: isMixed,
    },
  ),
  token(
    'shopify_token',
    'shpat_|shpca_|shppa_|shpss_|shpua_|shptka_|shpit_',
    '[0-9a-fA-F]{32}',
    '{hex:32}',
    SHOPIFY,
  ),
  shape(
    'paypal_braintree_token',
    ['access_token$production$', 'access_token$sandbox$'],
    /access_token\$(?:production|sandbox)\$[0-9a-z]{16}\$[0-9a-f]{32}/y,
    'access_token$production{one:$}{lowernum:16}{one:$}{hex:32}',
    GITHUB_LIST,
  ),
  token(
    'plaid_token',
    'access-sandbox-|access-development-|access-production-|link-sandbox-|link-production-',
    UUID,
    '{uuid}',
    'https://plaid.com/docs/api/tokens/',
  ),
  token('linear_key', 'lin_api_|lin_oauth_|lin_wh_', '[A-Za-z0-9]{32,}', '{alnum:40}', LINEAR),
  token('notion_token', 'ntn_|nrt_', '[A-Za-z0-9_]{40,}', '{digits:11}{alnum:35}', NOTION),
  token('notion_legacy_token', 'secret_', '[A-Za-z0-9]{43}(?![A-Za-z0-9_])', '{alnum:43}', NOTION, {
    boundary: true,
    accepts: isMixed,
  }),
  token(
    'airtable_token',
    'pat',
    '[A-Za-z0-9]{14}\\.[0-9a-f]{64}',
    '{alnum:14}.{hex:64}',
    'https://airtable.com/developers/web/api/authentication',
    {
      boundary: true,
    },
  ),
  token(
    'figma_token',
    'figd_|figu_|figo_|figor_|figoh_',
    '[A-Za-z0-9_-]{36,}',
    '{b64url:40}',
    'https://developers.figma.com/docs/rest-api/authentication/',
  ),
  token(
    'mapbox_token',
    'sk.eyJ|tk.eyJ|pk.eyJ',
    '[A-Za-z0-9_-]{40,}\\.[A-Za-z0-9_-]{20,}',
    '{b64url:80}.{b64url:22}',
    'https://docs.mapbox.com/help/dive-deeper/access-tokens/',
    {
      boundary: true,
    },
  ),
];
