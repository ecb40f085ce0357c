/** A key that nothing in the text itself tells from a harmless word. */
export interface ShapelessSecret {
  /** Whose and which. */
  readonly secret: string;
  /** How it is written, and why that is no shape. */
  readonly reason: string;
  /** How it is found all the same. */
  readonly foundBy: 'name' | 'name or long run';
}

/** What has no row in the table. These are found by the name they stand under, some also as a long random run. */
export const SHAPELESS: readonly ShapelessSecret[] = [
  { secret: 'Mistral API key', reason: '32 letters and digits', foundBy: 'name or long run' },
  { secret: 'Cohere API key', reason: '40 letters and digits', foundBy: 'name or long run' },
  { secret: 'Together AI key (old form)', reason: '64 hexadecimal digits, as a checksum', foundBy: 'name' },
  {
    secret: 'Azure OpenAI key',
    reason: '32 hexadecimal digits, as a checksum; the new form of 84 has a row',
    foundBy: 'name',
  },
  { secret: 'Deepgram, AssemblyAI key', reason: '40 or 32 hexadecimal digits', foundBy: 'name' },
  {
    secret: 'AWS secret access key',
    reason: '40 characters of base 64, without its id',
    foundBy: 'name or long run',
  },
  { secret: 'Azure subscription key', reason: '32 hexadecimal digits', foundBy: 'name' },
  { secret: 'GCP storage HMAC secret', reason: '40 characters of base 64', foundBy: 'name or long run' },
  {
    secret: 'Cloudflare key and token (before 2026)',
    reason: '37 hexadecimal digits; 40 characters',
    foundBy: 'name or long run',
  },
  { secret: 'Heroku key (old form)', reason: 'a UUID', foundBy: 'name' },
  { secret: 'Vercel token (old form)', reason: '24 letters and digits', foundBy: 'name' },
  {
    secret: 'Netlify token (old form)',
    reason: '43 characters of base 64, or 64 hexadecimal digits',
    foundBy: 'name or long run',
  },
  { secret: 'Bitbucket OAuth secret', reason: '32 or 64 characters', foundBy: 'name or long run' },
  { secret: 'npm token (old form)', reason: 'a UUID; in .npmrc it stands under _authToken', foundBy: 'name' },
  {
    secret: 'GitHub token (before 2021)',
    reason: '40 hexadecimal digits, as a commit; alone in a URL it has a row',
    foundBy: 'name',
  },
  {
    secret: 'Twilio auth token',
    reason: '32 hexadecimal digits; the account id AC… is none',
    foundBy: 'name',
  },
  { secret: 'Mailgun key (new form)', reason: 'hexadecimal digits, 32-8-8', foundBy: 'name' },
  { secret: 'Postmark token', reason: 'a UUID', foundBy: 'name' },
  { secret: 'PayPal client id and secret', reason: '80 characters of base 64', foundBy: 'name or long run' },
  { secret: 'Plaid secret', reason: '30 hexadecimal digits', foundBy: 'name' },
  { secret: 'Airtable key (old form)', reason: '`key` and 14 letters and digits', foundBy: 'name' },
  {
    secret: 'Datadog API key',
    reason: '32 hexadecimal digits; application keys without ddap_ have 40',
    foundBy: 'name',
  },
  {
    secret: 'PagerDuty key for an account or a service',
    reason: '20 characters; 32 letters and digits',
    foundBy: 'name or long run',
  },
  { secret: 'Algolia key', reason: '32 hexadecimal digits', foundBy: 'name' },
  { secret: 'Sentry token (old form)', reason: '64 hexadecimal digits', foundBy: 'name' },
  {
    secret: 'Vault token (before 1.10)',
    reason: '`s.` and 24 letters and digits, as a member in minified code',
    foundBy: 'name',
  },
  { secret: 'Discord client secret', reason: '32 characters of base 64', foundBy: 'name or long run' },
  { secret: 'Pulumi or Terraform passphrase', reason: 'any text', foundBy: 'name' },
];
