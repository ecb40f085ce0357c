const ready = true;
const list = [1, 2;
console.log(ready, list);
