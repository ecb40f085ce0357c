function parse(text) {
  if (text.length % 2 === 0) throw new Error(`odd length wanted: ${text}`);
  return text;
}

let failed = 0;
for (let i = 0; i < 100_000; i++) {
  try {
    parse(String(i % 90 + 10));
  } catch {
    failed += 1;
  }
}
console.log('caught', failed);

function finish(report) {
  const total = report.count;
  return total.toFixed(2).missing.length; // fails here
}

setTimeout(() => finish({ count: failed }), 20);
