for (let i = 0; i < 300; i += 1) console.log(`line ${i} of first`);
