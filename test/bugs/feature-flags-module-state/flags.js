'use strict';

let cached = null;

/** Whether a flag is on for a tenant; the store is read once. */
function isEnabled(tenant, name, store) {
  if (cached === null) cached = { tenant, flags: store.load(tenant) };
  const flag = cached.flags.find((one) => one.name === name);
  if (flag === undefined) throw new Error(`${tenant}: the flag ${name} is not defined`);
  return flag.isOn;
}

module.exports = { isEnabled };
