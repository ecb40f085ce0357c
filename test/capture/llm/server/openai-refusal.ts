import type { Scenario } from './scenarios.ts';
import { json, refusalOf, type WireAnswer, type WireCall } from './wire.ts';

const CODES: Readonly<Record<string, string>> = {
  authentication_error: 'invalid_api_key',
  rate_limit_error: 'rate_limit_exceeded',
  not_found_error: 'model_not_found',
};

/** An error as OpenAI writes it, and as those do who speak its language. */
export function openaiRefusal(scenario: Scenario, { flags }: WireCall): WireAnswer {
  const { status, type, message } = refusalOf(scenario);
  if (flags.has('mistral'))
    return { ...json({ object: 'error', message, type, param: null, code: '1100' }), status };
  if (flags.has('openrouter'))
    return { ...json({ error: { code: status, message, metadata: { provider_name: 'x' } } }), status };
  return {
    ...json(
      { error: { message, type, param: null, code: CODES[type] ?? null } },
      { 'x-request-id': 'req_2' },
    ),
    status,
  };
}
