import { isMixed } from './judge.ts';
import { type SecretShape, token, UUID } from './secret-shape.ts';
import { GITHUB_LIST, GITLEAKS, KINGFISHER } from './sources.ts';

/** Tokens of services that programs use less often, each with a form that nothing else has. */
export const MORE_SERVICES: readonly SecretShape[] = [
  token('adobe_client_secret', 'p8e-', '[A-Za-z0-9_-]{32}', '{alnum:32}', GITLEAKS, { boundary: true }),
  token('age_secret_key', 'AGE-SECRET-KEY-1', '[A-Z0-9]{58}', '{base32:58}', GITLEAKS),
  token('asana_token', '1/', '\\d{12,20}:[0-9a-f]{32}', '{digits:16}:{hex:32}', KINGFISHER, {
    boundary: true,
  }),
  token('cal_com_key', 'cal_live_', '[0-9a-f]{32}', '{hex:32}', GITHUB_LIST),
  token('contentful_token', 'CFPAT-', '[A-Za-z0-9_-]{40,}', '{b64url:43}', GITHUB_LIST),
  token(
    'defined_networking_key',
    'dnkey-',
    '[A-Za-z0-9=_-]{26}-[A-Za-z0-9=_-]{52}',
    '{alnum:26}-{alnum:52}',
    GITLEAKS,
  ),
  token('dropbox_token', 'sl.', '(?:u\\.)?[A-Za-z0-9=_-]{130,}', 'u.{b64url:140}', GITLEAKS, {
    boundary: true,
  }),
  token('duffel_token', 'duffel_test_|duffel_live_', '[A-Za-z0-9_=-]{43}', '{b64url:43}', GITLEAKS),
  token('easypost_key', 'EZAK|EZTK', '[A-Za-z0-9]{54}', '{alnum:54}', GITLEAKS, { boundary: true }),
  token('flutterwave_secret', 'FLWSECK_TEST-|FLWSECK-', '[0-9a-hA-H]{12,32}(?:-X)?', '{hex:32}-X', GITLEAKS),
  token('frame_io_token', 'fio-u-', '[A-Za-z0-9_=-]{64}', '{b64url:64}', GITLEAKS),
  token('fullstory_key', 'na1.', '[A-Za-z0-9+/]{60,100}', '{b64:80}', GITHUB_LIST, {
    boundary: true,
    accepts: isMixed,
  }),
  token('hubspot_token', 'pat-na1-|pat-na2-|pat-eu1-|pat-ap1-', UUID, '{uuid}', GITHUB_LIST),
  token('intra_42_secret', 's-s4t2ud-|s-s4t2af-', '[0-9a-f]{64}', '{hex:64}', GITLEAKS),
  token('ionic_token', 'ion_', '[A-Za-z0-9]{42}', '{alnum:42}', GITHUB_LIST, { boundary: true }),
  token('launchdarkly_key', 'sdk-', UUID, '{uuid}', 'https://docs.launchdarkly.com/home/account/api', {
    boundary: true,
  }),
  token(
    'onfido_token',
    'api_live.|api_sandbox.|api_live_us.|api_live_ca.',
    '[A-Za-z0-9_-]{11}\\.[A-Za-z0-9_-]{32}',
    '{b64url:11}.{b64url:32}',
    GITHUB_LIST,
  ),
  token(
    'paddle_key',
    'pdl_live_|pdl_sdbx_',
    '[a-z]{3,12}_[0-9a-z]{26}_[A-Za-z0-9]{22}_[A-Za-z0-9]{3}',
    'apikey_{lowernum:26}_{alnum:22}_{alnum:3}',
    'https://developer.paddle.com/api-reference/about/authentication/',
  ),
  token('persona_key', 'persona_sandbox_|persona_production_', '[a-z0-9-]{36}', '{uuid}', GITHUB_LIST),
  token('postman_api_key', 'PMAK-', '[0-9a-f]{24}-[0-9a-f]{34}', '{hex:24}-{hex:34}', GITLEAKS),
  token('posthog_key', 'phx_|phs_', '[A-Za-z0-9]{40,}', '{alnum:43}', 'https://posthog.com/docs/api', {
    boundary: true,
  }),
  token('razorpay_key_id', 'rzp_live_|rzp_test_', '[A-Za-z0-9]{14}', '{alnum:14}', GITHUB_LIST),
  token('rootly_key', 'rootly_', '[0-9a-f]{64}', '{hex:64}', GITHUB_LIST),
  token('scalingo_token', 'tk-us-', '[A-Za-z0-9_-]{48}', '{b64url:48}', GITLEAKS),
  token('segment_token', 'sgp_', '[A-Za-z0-9]{64}', '{alnum:64}', GITHUB_LIST),
  token('settlemint_token', 'sm_aat_|sm_pat_|sm_sat_', '[A-Za-z0-9]{16}', '{alnum:16}', GITLEAKS),
  token('shippo_token', 'shippo_live_|shippo_test_', '[0-9a-f]{40}', '{hex:40}', GITLEAKS),
  token('lob_key', 'live_|test_', '[0-9a-f]{35}(?![A-Za-z0-9])', '{hex:35}', GITLEAKS, { boundary: true }),
  token('telnyx_key', 'KEY0', '[0-9A-F]{28,36}_[A-Za-z0-9]{20,24}', '{HEX:31}_{alnum:22}', GITHUB_LIST),
  token('trigger_dev_key', 'tr_dev_|tr_prod_|tr_stg_|tr_pat_', '[A-Za-z0-9]{20,}', '{alnum:24}', GITHUB_LIST),
  token('typeform_token', 'tfp_', '[A-Za-z0-9_.=-]{40,}', '{alnum:44}_{alnum:14}', GITLEAKS),
  token('val_town_token', 'vtwn_', '[A-Za-z0-9]{20,}', '{alnum:28}', GITHUB_LIST),
  token('workos_key', 'sk_test_a2V5X|sk_live_a2V5X', '[A-Za-z0-9]{40,}', '{alnum:60}', GITHUB_LIST),
  token('yandex_token', 'y0_|y1_', '[A-Za-z0-9_-]{40,}', '{b64url:55}', GITHUB_LIST, { boundary: true }),
  token('zuplo_key', 'zpka_', '[0-9a-f]{32}_[0-9a-f]{8}', '{hex:32}_{hex:8}', GITHUB_LIST),
  token('firecrawl_key', 'fc-', '[0-9a-f]{32}(?![A-Za-z0-9])', '{hex:32}', GITHUB_LIST, { boundary: true }),
  token('e2b_key', 'e2b_', '[0-9a-f]{40}', '{hex:40}', KINGFISHER),
  token('apify_token', 'apify_api_', '[A-Za-z0-9]{34,}', '{alnum:36}', GITHUB_LIST),
  token('aikido_key', 'AIK_CI_|AIK_RUNTIME_', '[A-Za-z0-9_]{40,}', '{alnum:64}', KINGFISHER),
  token('cursor_key', 'crsr_', '[0-9a-f]{40,}', '{hex:64}', KINGFISHER),
  token('aiven_token', 'aivenv1', '[A-Za-z0-9+/=_-]{40,}', '{b64:360}', GITHUB_LIST),
  token('ubidots_token', 'BBFF-|BBUS-', '[A-Za-z0-9]{30}', '{alnum:30}', GITHUB_LIST, {
    boundary: true,
  }),
];
