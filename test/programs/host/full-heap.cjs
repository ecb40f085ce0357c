// Fills the heap until V8 ends the process.
const held = [];
for (let i = 0; ; i += 1) held.push({ i, text: `item ${i}` });
