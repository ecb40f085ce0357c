async function refresh(cache) {
  const age = Math.max(...cache.ages);
  throw new Error(`stale after ${age}`); // fails here
}

refresh({ ages: [3, 9] });
setTimeout(() => console.log('end reached'), 5);
