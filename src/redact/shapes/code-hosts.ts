import { isMixed } from './judge.ts';
import { type SecretShape, shape, token } from './secret-shape.ts';
import { GITHUB_LIST, GITLEAKS, KINGFISHER } from './sources.ts';

const GITHUB =
  'https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/';
const GITHUB_APP =
  'https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-an-installation-access-token-for-a-github-app';
const GITLAB = 'https://docs.gitlab.com/security/tokens/#token-prefixes';
const BITBUCKET = 'https://support.atlassian.com/bitbucket-cloud/docs/access-tokens/';
const DOCKER = 'https://docs.docker.com/security/access-tokens/';

/** Tokens of code hosts, package registries and builders. */
export const CODE_HOSTS: readonly SecretShape[] = [
  token('github_token', 'ghp_|gho_|ghu_|ghr_', '[A-Za-z0-9]{36,}', '{alnum:30}{crc62}', GITHUB),
  token('github_installation_token', 'ghs_', '[A-Za-z0-9._-]{36,}', '{alnum:30}{crc62}', GITHUB_APP),
  // The form of 2026: the app's number and a signed token of about 500 characters.
  shape(
    'github_stateless_token',
    ['ghs_'],
    /ghs_\d{1,12}_eyJ[A-Za-z0-9._-]{36,}/y,
    'ghs_{digits:7}_{jwt}',
    GITHUB_APP,
  ),
  token('github_fine_grained_token', 'github_pat_', '[A-Za-z0-9_]{36,}', '{alnum:22}_{alnum:59}', GITHUB),
  token(
    'gitlab_token',
    'glpat-|gldt-|glrt-|glrtr-|glcbt-|glptt-|glft-|glimt-|glagent-|glsoat-|glffct-|gloas-|glwt-',
    '[A-Za-z0-9_-]{20,}(?:\\.01\\.[0-9a-z]{9}|\\.[0-9a-z]{9})?',
    '{b64url:20}',
    GITLAB,
  ),
  shape(
    'gitlab_routable_token',
    ['glpat-', 'glrt-t'],
    /(?:glpat-|glrt-t\d_)[A-Za-z0-9_-]{20,}(?:\.(?:01\.)?[0-9a-z]{9})?/y,
    'glpat-{b64url:27}.01.{lowernum:9}',
    GITLAB,
  ),
  token('gitlab_runner_registration_token', 'GR1348941', '[A-Za-z0-9_-]{20,}', '{b64url:20}', GITLAB),
  shape(
    'gitlab_session_cookie',
    ['_gitlab_session='],
    /_gitlab_session=([0-9a-z]{32})/y,
    '_gitlab_session=‹{hex:32}›',
    GITLEAKS,
  ),
  token('atlassian_api_token', 'ATATT3', '[A-Za-z0-9_=-]{60,}', '{b64url:178}={HEX:8}', GITLEAKS),
  token('bitbucket_access_token', 'ATCTT3', '[A-Za-z0-9_=-]{60,}', '{b64url:170}={HEX:8}', BITBUCKET),
  token('bitbucket_app_password', 'ATBB', '[A-Za-z0-9]{32}(?![A-Za-z0-9])', '{alnum:24}{HEX:8}', BITBUCKET, {
    boundary: true,
  }),
  token('bitbucket_server_token', 'BBDC-', '[A-Za-z0-9+/]{40,}', '{b64:44}', KINGFISHER),
  token('gitea_token', 'gtp_', '[0-9a-f]{40}', '{hex:40}', GITHUB_LIST),
  token(
    'npm_token',
    'npm_',
    '[A-Za-z0-9]{36,}',
    '{alnum:30}{crc62}',
    'https://github.blog/changelog/2021-09-23-npm-has-a-new-access-token-format/',
  ),
  shape(
    'npmrc_credential',
    ['_auth=', '_auth = ', '_password='],
    /_(?:auth|password)(?:=| = )["']?([A-Za-z0-9+/]{8,}={0,2})/y,
    '_auth=‹{b64:32}=›',
    'https://docs.npmjs.com/cli/v11/configuring-npm/npmrc',
  ),
  token(
    'pypi_token',
    'pypi-AgEIcHlwaS5vcmc|pypi-AgENdGVzdC5weXBpLm9yZw',
    '[A-Za-z0-9_-]{50,}',
    '{b64url:150}',
    'https://pypi.org/help/#apitoken',
  ),
  token(
    'rubygems_api_key',
    'rubygems_',
    '[0-9a-f]{48}',
    '{hex:48}',
    'https://guides.rubygems.org/api-key-scopes/',
  ),
  token(
    'crates_io_token',
    'cio',
    '[A-Za-z0-9]{32}(?![A-Za-z0-9])',
    '{alnum:32}',
    'https://doc.rust-lang.org/cargo/reference/registry-web-api.html',
    { boundary: true, accepts: isMixed },
  ),
  token('docker_hub_token', 'dckr_pat_|dckr_oat_', '[A-Za-z0-9_-]{24,}', '{b64url:27}', DOCKER),
  token(
    'docker_swarm_token',
    'SWMTKN-1-|SWMKEY-1-',
    '[A-Za-z0-9+/-]{40,}',
    '{lowernum:50}-{lowernum:25}',
    'https://docs.docker.com/engine/swarm/join-nodes/',
  ),
  token('nuget_api_key', 'oy2', '[a-z0-9]{43}(?![A-Za-z0-9])', '{lowernum:43}', GITHUB_LIST, {
    boundary: true,
  }),
  token('packagist_token', 'packagist_', '[a-z]{3}_[0-9a-f]{60,}', 'uut_{hex:68}', GITHUB_LIST),
  token('clojars_token', 'CLOJARS_', '[0-9a-z]{60}', '{hex:60}', GITLEAKS),
  token('jfrog_key', 'AKCp', '[A-Za-z0-9]{69}', '{alnum:69}', GITHUB_LIST),
  token('jfrog_reference_token', 'cmVmdGtu', '[A-Za-z0-9]{56}', '{alnum:56}', KINGFISHER),
  token(
    'buildkite_token',
    'bkua_|bkaj_|bkct_',
    '[0-9a-f]{40}',
    '{hex:40}',
    'https://buildkite.com/docs/platform/security/tokens',
  ),
  token(
    'circleci_token',
    'CCIPAT_|CCIPRJ_',
    '[A-Za-z0-9]{20,24}_[0-9a-f]{40}',
    '{alnum:22}_{hex:40}',
    'https://circleci.com/changelog/new-format-for-api-access-tokens/',
  ),
  token('sonar_token', 'squ_|sqp_|sqa_', '[0-9a-f]{40}', '{hex:40}', GITHUB_LIST),
  token('sourcegraph_token', 'sgp_', '(?:[0-9a-f]{16}_|local_)?[0-9a-f]{40}', '{hex:16}_{hex:40}', GITLEAKS),
  token(
    'jetbrains_token',
    'perm:|perm-',
    '[A-Za-z0-9+/=]{4,80}\\.[A-Za-z0-9+/=]{2,80}\\.[A-Za-z0-9]{24,}',
    '{b64:16}.{b64:6}.{alnum:30}',
    GITHUB_LIST,
  ),
  token('deno_deploy_token', 'ddp_|ddw_', '[A-Za-z0-9]{36}', '{alnum:36}', GITHUB_LIST),
  token('prefect_api_key', 'pnu_|pnb_', '[A-Za-z0-9]{36}', '{alnum:36}', GITLEAKS),
  token('readme_api_key', 'rdme_', '[a-z0-9]{70}', '{lowernum:70}', GITLEAKS),
  token('octopus_api_key', 'API-', '[A-Z0-9]{26,32}(?![A-Za-z0-9])', '{base32:26}', GITLEAKS, {
    boundary: true,
  }),
  token(
    'harness_token',
    'pat.|sat.',
    '[A-Za-z0-9_-]{22}\\.[A-Za-z0-9]{24}\\.[A-Za-z0-9]{20}',
    '{b64url:22}.{alnum:24}.{alnum:20}',
    GITLEAKS,
    {
      boundary: true,
    },
  ),
];
