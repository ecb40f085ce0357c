import assert from 'node:assert/strict';
import { test } from 'node:test';
import { providerRequest } from './provider.js';
import { handleWebhook } from './webhook.js';

test('a payment that the provider confirms is stored', async () => {
  const payments = new Map();
  const request = providerRequest({ id: 'pay-19', state: 'confirmed' });
  await handleWebhook(request, payments);
  assert.equal(payments.get('pay-19'), 'confirmed');
});
