import { isMixed, isMixedCase, isNoWordChain } from './judge.ts';
import { type SecretShape, shape, token, UUID } from './secret-shape.ts';
import { GITHUB_LIST, GITLEAKS, KINGFISHER } from './sources.ts';

const OPENAI = 'https://platform.openai.com/docs/api-reference/authentication';
const ANTHROPIC = 'https://docs.anthropic.com/en/api/administration-api';
const GOOGLE_OAUTH = 'https://developers.google.com/identity/protocols/oauth2';
const HUGGING_FACE = 'https://huggingface.co/docs/hub/security-tokens';

/** Keys of those who serve models, and of what programs use beside them. */
export const MODEL_PROVIDERS: readonly SecretShape[] = [
  token(
    'openai_scoped_key',
    'sk-proj-|sk-svcacct-|sk-admin-|sk-None-|sk-service-',
    '[A-Za-z0-9_-]{20,}',
    '{b64url:74}T3BlbkFJ{b64url:74}',
    OPENAI,
  ),
  // Also DeepSeek's, Moonshot's and those of whoever else took the form over; the old 48 of OpenAI hold T3BlbkFJ.
  shape(
    'sk_key',
    ['sk-'],
    /(?<![A-Za-z0-9_-]{64})sk-[A-Za-z0-9_-]{20,300}/y,
    'sk-{alnum:20}T3BlbkFJ{alnum:20}',
    OPENAI,
    {
      boundary: true,
      accepts: isNoWordChain,
    },
  ),
  token('openai_session_key', 'sess-', '[A-Za-z0-9]{40,}', '{alnum:40}', KINGFISHER),
  token(
    'deepseek_api_key',
    'sk-',
    '[0-9a-f]{32}(?![A-Za-z0-9_-])',
    '{hex:32}',
    'https://api-docs.deepseek.com/',
    {
      boundary: true,
    },
  ),
  token(
    'anthropic_key',
    'sk-ant-api|sk-ant-admin|sk-ant-oat|sk-ant-ort|sk-ant-sid|sk-ant-usr|sk-ant-',
    '[A-Za-z0-9_-]{20,}',
    '{digits:2}-{b64url:93}AA',
    ANTHROPIC,
  ),
  token(
    'google_api_key',
    'AIza',
    '[A-Za-z0-9_-]{35}',
    '{b64url:35}',
    'https://cloud.google.com/docs/authentication/api-keys',
  ),
  token(
    'google_auth_key',
    'AQ.',
    '[A-Za-z0-9_-]{40,}',
    'Ab8{b64url:47}',
    'https://ai.google.dev/gemini-api/docs/api-key',
    { boundary: true },
  ),
  token('google_client_secret', 'GOCSPX-', '[A-Za-z0-9_-]{20,}', '{b64url:28}', GOOGLE_OAUTH),
  token('google_access_token', 'ya29.', '[A-Za-z0-9._-]{20,}', '{b64url:160}', GOOGLE_OAUTH),
  token('google_refresh_token', '1//0', '[A-Za-z0-9_-]{30,}', '{b64url:99}', GOOGLE_OAUTH, {
    boundary: true,
  }),
  token('google_authorization_code', '4/0A', '[A-Za-z0-9_-]{40,}', '{b64url:68}', GOOGLE_OAUTH, {
    boundary: true,
  }),
  token('groq_api_key', 'gsk_', '[A-Za-z0-9]{40,}', '{alnum:52}', 'https://console.groq.com/docs/quickstart'),
  token('xai_api_key', 'xai-', '[A-Za-z0-9_-]{60,}', '{alnum:80}', 'https://docs.x.ai/docs/overview', {
    boundary: true,
  }),
  token(
    'openrouter_api_key',
    'sk-or-v1-',
    '[0-9a-f]{40,}',
    '{hex:64}',
    'https://openrouter.ai/docs/api-reference/authentication',
  ),
  token(
    'replicate_api_token',
    'r8_',
    '[A-Za-z0-9]{32,200}',
    '{alnum:37}',
    'https://replicate.com/docs/topics/security/api-tokens',
    {
      boundary: true,
      accepts: isMixed,
    },
  ),
  token('hugging_face_token', 'hf_', '[A-Za-z0-9]{30,200}', '{letters:34}', HUGGING_FACE, {
    boundary: true,
    accepts: isMixedCase,
  }),
  token('hugging_face_organization_token', 'api_org_', '[A-Za-z0-9]{34,}', '{letters:34}', HUGGING_FACE),
  token(
    'perplexity_api_key',
    'pplx-',
    '[A-Za-z0-9]{32,}',
    '{alnum:48}',
    'https://docs.perplexity.ai/guides/getting-started',
  ),
  token('nvidia_api_key', 'nvapi-', '[A-Za-z0-9_-]{50,}', '{b64url:64}', KINGFISHER),
  token('cerebras_api_key', 'csk-', '[A-Za-z0-9]{40,}', '{lowernum:48}', GITHUB_LIST, { boundary: true }),
  token('fireworks_api_key', 'fw_', '[A-Za-z0-9]{22,200}', '{alnum:24}', GITHUB_LIST, {
    boundary: true,
    accepts: isMixed,
  }),
  token('elevenlabs_api_key', 'sk_', '[0-9a-f]{48}(?![A-Za-z0-9])', '{hex:48}', GITHUB_LIST, {
    boundary: true,
  }),
  token(
    'langsmith_api_key',
    'lsv2_pt_|lsv2_sk_',
    '[0-9a-f]{32}_[0-9a-f]{10}',
    '{hex:32}_{hex:10}',
    GITHUB_LIST,
  ),
  token('langchain_api_key', 'ls__', '[0-9a-f]{32}', '{hex:32}', GITHUB_LIST),
  token(
    'langfuse_secret_key',
    'sk-lf-',
    UUID,
    '{uuid}',
    'https://langfuse.com/docs/api-and-data-platform/features/public-api',
  ),
  token(
    'tavily_api_key',
    'tvly-',
    '[A-Za-z0-9_-]{28,}',
    '{alnum:32}',
    'https://docs.tavily.com/documentation/api-reference/introduction',
    {
      boundary: true,
    },
  ),
  token('jina_api_key', 'jina_', '[A-Za-z0-9_-]{50,}', '{alnum:60}', KINGFISHER),
  token('pinecone_api_key', 'pcsk_', '[A-Za-z0-9_]{40,}', '{alnum:6}_{alnum:63}', GITHUB_LIST),
  token('weights_and_biases_api_key', 'wandb_v1_', '[A-Za-z0-9_]{60,}', '{alnum:77}', GITHUB_LIST),
  token('anyscale_api_key', 'esecret_', '[A-Za-z0-9]{24,}', '{lowernum:36}', GITHUB_LIST),
  token('voyage_api_key', 'pa-', '[A-Za-z0-9_-]{40,48}', '{alnum:43}', KINGFISHER, {
    boundary: true,
    accepts: isMixed,
  }),
  token('logfire_token', 'pylf_v', '\\d_[a-z]{2}_[A-Za-z0-9]{30,}', '1_us_{alnum:43}', GITHUB_LIST),
  token('together_api_key', 'tgp_v1_', '[A-Za-z0-9_-]{40,}', '{b64url:43}', KINGFISHER),
  token('modal_token', 'ak-|as-', '[A-Za-z0-9]{22}(?![A-Za-z0-9_-])', '{alnum:22}', GITHUB_LIST, {
    boundary: true,
    accepts: isMixed,
  }),
  token('infracost_api_key', 'ico-', '[A-Za-z0-9]{32}(?![A-Za-z0-9])', '{alnum:32}', GITLEAKS, {
    boundary: true,
  }),
];
