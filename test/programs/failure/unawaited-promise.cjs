async function save(record) {
  const copy = { ...record };
  delete copy.id;
  throw new Error('disk is full'); // fails here
}

save({ id: 3, name: 'Ada' });
console.log('saved');
