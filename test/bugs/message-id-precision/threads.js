/** A message with what it answers to, as one line. */
export function renderReply(inbox, { author, text, replyTo }) {
  if (replyTo === undefined) return `${author}: ${text}`;
  const original = inbox.get(String(replyTo));
  return `${author} to ${original.author}: ${text}`;
}
