import assert from 'node:assert';

/** Sends the newsletter in batches and gives how many were delivered. */
export async function sendNewsletter(recipients, settings, transport) {
  let delivered = 0;
  for (let i = 0; i < recipients.length; i += settings.batchSize) {
    const batch = recipients.slice(i, i + settings.batchSize);
    if (!settings.dryRun) delivered += await transport.send(settings.sender, batch);
  }
  assert(delivered > 0, 'the newsletter reached nobody');
  return delivered;
}
