module.exports = function shout(text) {
  if (text.includes('quiet')) throw new Error(`cannot shout ${text.trim()}`);
  return `export default ${JSON.stringify(text.trim().toUpperCase())}`;
};
