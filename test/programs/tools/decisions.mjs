import { logDecision } from 'agentlog';

const secret = process.env.TEST_SECRET;
const called = () => { console.log('code of the program was called'); };
logDecision('Should retry failed request?', true, 'error_count < 3', { error_count: 1, max_retries: 3 });
for (const answer of [false, 0, -0, 1.5, Number.NaN, 10n ** 30n, null, undefined, 'yes', Symbol('s'), [1, 2], { a: 1 }, new Date(0)]) logDecision('q', answer);
logDecision('q'.repeat(1000), 'a'.repeat(1000), 'r'.repeat(1000));
logDecision(`use ${secret}?`, secret, `because ${secret}`, { api_key: 'plain words', password: 1234, note: secret, [secret]: 1 });
logDecision('hostile', new Proxy({}, { get: called, ownKeys: called, getPrototypeOf: called }), undefined, {
  get now() { called(); }, proxy: new Proxy([], { get: called }), toJSON: called, json: { toJSON: called }, ['__proto__']: 1,
});
logDecision('proxy', 1, 'r', new Proxy({}, { get: called, ownKeys: called }));
logDecision('many', 1, undefined, Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`k${i}`, i])));
logDecision({ toString: called }, 1, 5, 'text');
