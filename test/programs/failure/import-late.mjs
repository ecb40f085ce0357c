async function loadPlugin(name) {
  const path = `./${name}.mjs`;
  const plugin = await import(path);
  return plugin.start();
}

await loadPlugin('syntax-error');
