function sizeOf(file) {
  try {
    return file.stat.size;
  } catch {
    return 0;
  }
}

async function read(name) {
  throw new Error(`no ${name}`);
}

console.log(sizeOf({}));
read('notes').catch((problem) => console.log('caught', problem.message));
