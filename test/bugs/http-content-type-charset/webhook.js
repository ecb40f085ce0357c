/** Handles a payment provider's webhook. */
export async function handleWebhook(request, payments) {
  if (request.method !== 'POST') return { status: 405 };
  if (request.headers['content-type'] !== 'application/json') return { status: 415 };
  const { id, state } = JSON.parse(request.body);
  payments.set(id, state);
  return { status: 204 };
}
