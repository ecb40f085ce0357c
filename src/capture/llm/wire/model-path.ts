/**
 * The ends of paths under which models are called, on any host. This module is loaded with every recorded program, so it
 * imports nothing.
 */
const MODEL_PATH =
  /\/(?:completions|responses|embeddings|messages|converse(?:-stream)?|invoke(?:-with-response-stream)?|api\/(?:chat|generate|embed)|v2\/chat)\/?(?:[?#]|$)|:(?:generateContent|streamGenerateContent|embedContent|batchEmbedContents|rawPredict|streamRawPredict)\/?(?:[?#]|$)/;

const find: (path: string) => RegExpExecArray | null = RegExp.prototype.exec.bind(MODEL_PATH);

/** Whether a request to this path may be a model call; `readEndpoint` knows better. Costs about 50 ns. */
export function isModelPath(path: string): boolean {
  return find(path) !== null;
}

/** Whether a request with this method and path, as a client has them, may be a model call. */
export function isModelRequest(method: unknown, path: unknown): path is string {
  return method === 'POST' && typeof path === 'string' && isModelPath(path);
}
