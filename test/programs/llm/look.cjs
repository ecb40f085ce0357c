// What a program can see of the objects that it is handed.
exports.keys = (object) => Reflect.ownKeys(object).map(String).sort();

exports.shape = (object) => ({
  keys: exports.keys(object),
  prototype: Object.getPrototypeOf(object)?.constructor?.name,
  isExtensible: Object.isExtensible(object),
});

exports.listeners = (emitter) =>
  Object.fromEntries(emitter.eventNames().map((name) => [String(name), emitter.listenerCount(name)]));

exports.fn = (value) => ({ text: String(value).slice(0, 300), name: value.name, length: value.length, keys: exports.keys(value) });

exports.descriptor = (object, name) => {
  const { value, get, set, ...rest } = Object.getOwnPropertyDescriptor(object, name) ?? {};
  return { ...rest, value: typeof value, get: get && exports.fn(get), set: set && exports.fn(set) };
};

// Dates and ports differ from run to run.
exports.headers = (entries) => [...entries].map(([name, value]) => [name, /^date$/i.test(name) ? 'DATE' : value]);

exports.process = () => ({
  handles: process._getActiveHandles().map((handle) => handle.constructor.name).sort(),
  resources: process.getActiveResourcesInfo().sort(),
});
