import { readFileSync } from 'node:fs';

/** The messages of a conversation, by id. */
export function loadInbox(file) {
  const messages = JSON.parse(readFileSync(file, 'utf8'));
  return new Map(messages.map((message) => [message.id, message]));
}
