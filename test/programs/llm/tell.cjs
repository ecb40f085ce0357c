// Prints what a program got from a call, as one line of JSON.
exports.tell = async (title, call) => {
  try {
    console.log(title, JSON.stringify(await call()));
  } catch (error) {
    console.log(title, 'failed', JSON.stringify(describeError(error)));
  }
};

function describeError(error, depth = 0) {
  if (typeof error !== 'object' || error === null) return String(error);
  const { name, message, status, code, type, error: body } = error;
  return {
    class: error.constructor?.name,
    name,
    message,
    status,
    code,
    type,
    body: body instanceof Error ? describeError(body) : body,
    own: Object.getOwnPropertyNames(error).sort(),
    ...(error.cause !== undefined && depth < 4 && { cause: describeError(error.cause, depth + 1) }),
  };
}
exports.describeError = describeError;

// The parts of a stream, as far as `limit`.
exports.collect = async (stream, limit = Infinity) => {
  const parts = [];
  for await (const part of stream) {
    parts.push(part);
    if (parts.length >= limit) break;
  }
  return parts;
};

// The parts of a stream that falls silent; then it is aborted.
exports.collectUntilSilent = async (stream, abort, silentMs = 80) => {
  const parts = [];
  let timer;
  try {
    for await (const part of stream) {
      parts.push(part);
      clearTimeout(timer);
      timer = setTimeout(abort, silentMs);
    }
    return parts;
  } finally {
    clearTimeout(timer);
  }
};

exports.sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// A signal that aborts in a moment.
exports.abortSoon = (ms = 100) => {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), ms);
  return controller.signal;
};
