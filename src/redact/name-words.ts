import { wordSet } from './word-set.ts';

/** A secret wherever they stand in a name, unless the name's last word says that it is something about a secret. */
export const ALWAYS: ReadonlySet<string> = wordSet(`
  password passwd passphrase passcode pwd pswd psw passwort secret secrets apikey apikeys apitoken credential credentials
  cred creds authorization authtoken accesstoken refreshtoken idtoken sessiontoken bearertoken usertoken csrftoken
  xsrftoken bottoken devicetoken accesskey secretkey privatekey privkey signingkey encryptionkey masterkey accountkey
  authkey sshkey deploykey licensekey clientsecret appsecret apisecret jwtsecret userpassword dbpassword dbpass
  mypassword rootpassword adminpassword userpass mnemonic`);

/** A secret as the last word of a name: `accessToken`, not `tokenCount`. */
export const LAST: ReadonlySet<string> = wordSet(`
  token pin otp totp cvv cvc cvv2 cookie cookies jwt bearer pass pw auth sig ssn phpsessid jsessionid sessid
  passkey hotp`);

/** Two words that announce a secret together, the second of them `key` or `keys`. */
export const KEY_KINDS: ReadonlySet<string> = wordSet(`
  api access private priv secret signing sign signature encryption encrypt decryption decrypt auth authentication account
  master session shared subscription storage license webhook ssh deploy app application consumer admin root jwt jwk hmac aes
  rsa dsa ed25519 ecdsa cipher crypto crypt cookie wrapping functions function management role anon ingestion
  ingest write service integration personal restricted live server recovery backup security root gpg pgp tls ssl
  openai anthropic claude gemini google groq mistral cohere xai deepseek openrouter replicate huggingface hf perplexity
  aws azure gcp cloudflare digitalocean heroku vercel netlify supabase neon planetscale databricks github gitlab
  bitbucket npm pypi slack discord telegram twilio sendgrid mailgun postmark stripe square shopify paypal plaid linear
  notion airtable figma sentry datadog dd newrelic grafana pagerduty algolia mapbox doppler vault pulumi terraform
  maps rollbar amplitude segment mixpanel resend pinecone elevenlabs tavily`);

/** Other pairs that announce a secret. */
export const PAIRS: ReadonlySet<string> = new Set([
  'pass phrase',
  'pass word',
  'pass code',
  'seed phrase',
  'recovery phrase',
  'recovery code',
  'recovery codes',
  'backup code',
  'backup codes',
  'security answer',
  'security code',
  'verification code',
  'auth code',
  'otp code',
  'mfa code',
  'mfa secret',
  'card code',
  'access tokens',
  'refresh tokens',
  'auth tokens',
  'api tokens',
]);

/** Under these words digits are a secret. */
export const NUMERIC: ReadonlySet<string> = wordSet(`
  password passwd passphrase passcode pwd pswd psw passwort pin otp totp hotp cvv cvc cvv2 ssn userpassword dbpassword
  mypassword rootpassword adminpassword pw`);
/** Under these pairs digits are a secret. */
export const NUMERIC_PAIRS: ReadonlySet<string> = wordSet(
  'security-code verification-code auth-code otp-code mfa-code card-code pass-code recovery-code backup-code pass-word',
);

/** Last words that leave a secret a secret: `PASSWORD_2`, `tokenValue`, `password_confirmation`. */
export const NEUTRAL: ReadonlySet<string> = wordSet(`
  value val str string plain plaintext raw clear base64 b64 hex env prod production dev development test testing staging
  live old new current previous prev next default primary secondary main backup confirm confirmation again repeat
  encrypted header override local v1 v2 v3`);

/** Last words of a name that is about a secret and holds none: `secretName`, `password_length`, `tokenUrl`. */
export const ABOUT: ReadonlySet<string> = wordSet(`
  field fields name names id ids label labels count counts length len type types policy policies required require
  expired expires expiry expiration age at url uri urls uris endpoint path paths file files filename dir directory min max
  rule rules strength score manager hint placeholder visible visibility error errors err status state version versions
  size index enabled disabled changed updated created rotated ttl timeout attempts attempt tries format prefix suffix
  kind ref refs reference regex regexp pattern schema validator validation valid invalid form page screen route routes
  component service controller provider providers store module class event handler listener callback fn func button
  input inputs icon message msg title description desc text helper helpers util utils method methods mode option options
  config settings class css style selector column columns table row param params parameter parameters arg args
  property prop props attribute flag domain host issuer audience scope scopes source sources mount volume volumes
  arn resource location region limit limits usage budget cost number reset resets recovery change changes
  test tests spec specs docs doc help link links reader loader getter factory builder parser generator detector scanner
  scanning encoder decoder hasher checker middleware guard strategy exists missing present set unset used
  forgot forgotten managers rotation interval length minlength maxlength complexity history toggle dialog modal prompt view alias key
  algorithm alg encoding charset jar consent banner banners secure samesite httponly options domain maxage`);

/** First words of a name that is a question or an order: `hasPassword`, `isSecret`, `forgotPassword`. */
export const QUESTIONS: ReadonlySet<string> = wordSet(
  'is has show hide max min num forgot use no without should',
);
