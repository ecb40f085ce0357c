import { d1Store } from 'agentlog/d1';

const ROW =
  'INSERT INTO events (id, session_id, ts, event_type, payload) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT(id) DO NOTHING';

/** POST /agentlog or /statements with a batch: writes it, and gives how long that took, in ms. */
// biome-ignore lint/style/noDefaultExport: it is what makes it a Worker
export default {
  async fetch(request, env) {
    const batch = await request.json();
    const began = performance.now();
    if (new URL(request.url).pathname === '/agentlog') await d1Store(env.DB).write(batch);
    else
      for (const { event, text } of batch.events)
        await env.DB.prepare(ROW).bind(event.id, event.session_id, event.ts, event.event_type, text).run();
    return Response.json(performance.now() - began);
  },
};
