exports.total = (lines) => lines.reduce((sum, line) => sum + line.price, 0);
