import { d1Store } from 'agentlog/d1';

/** An agent that answers customers: POST /tickets with { "id", "text", "orderId"? }. */
export default {
  async fetch(request, env, ctx) {
    const log = d1Store(env.DB);
    try {
      const ticket = await request.json();
      log.startSession('support-agent', `answer ticket ${ticket.id}`);
      return Response.json({ answer: await answer(ticket, env, log) });
    } catch (error) {
      log.logFailure(error);
      return Response.json({ error: 'the ticket goes to a person' }, { status: 500 });
    } finally {
      log.endSession();
      // The answer does not wait for the log, and a database that fails does not touch it.
      ctx.waitUntil(log.flush());
    }
  },
};

async function answer(ticket, env, log) {
  const needsOrder = ticket.orderId !== undefined;
  const reason = needsOrder ? 'the ticket names an order' : 'no order is named';
  log.logDecision('Look the order up?', needsOrder, reason, { ticket });

  const order = needsOrder ? lookUp(ticket.orderId, log) : undefined;
  return ask(env, log, [
    { role: 'system', content: 'You answer customers of a tea shop in one sentence.' },
    { role: 'user', content: order === undefined ? ticket.text : `${ticket.text}\n${describeOrder(order)}` },
  ]);
}

const ORDERS = {
  A1: { state: 'sent', lines: [{ sku: 'sencha', count: 2 }] },
  A2: { state: 'lost' },
};

/** The agent's tool. */
function lookUp(orderId, log) {
  const order = ORDERS[orderId];
  const found = order !== undefined;
  log.logToolOutput({
    tool: 'look_up_order',
    stdout: found ? JSON.stringify(order) : '',
    stderr: found ? '' : `no order ${orderId}`,
    exitCode: found ? 0 : 1,
  });
  return order;
}

/** Fails for an order without lines, such as A2. */
function describeOrder({ state, lines }) {
  return `The order of ${lines.map(({ sku, count }) => `${count} ${sku}`).join(', ')} is ${state}.`;
}

async function ask(env, log, messages) {
  const began = Date.now();
  const response = await fetch(`${env.MODEL_URL}/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${env.MODEL_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: env.MODEL, messages }),
  });
  const call = { model: env.MODEL, prompt: messages, durationMs: Date.now() - began };
  if (!response.ok) {
    const error = Object.assign(new Error(`the model answered ${response.status}`), { status: response.status });
    log.logLlmCall({ ...call, error });
    throw error;
  }
  const completion = await response.json();
  const { prompt_tokens: tokensIn, completion_tokens: tokensOut } = completion.usage;
  log.logLlmCall({ ...call, response: completion, tokensIn, tokensOut });
  return completion.choices[0].message.content;
}
