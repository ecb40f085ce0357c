/** A request as the provider's servers send it. */
export function providerRequest(event) {
  const body = JSON.stringify(event);
  const headers = {
    'content-type': ['application/json', 'charset=utf-8'].join('; '),
    'content-length': String(body.length),
  };
  return { method: 'POST', url: '/hooks/payments', headers, body };
}
