import { buildQuery } from './query.js';
import { recipes } from './recipes.js';
import { searchRecipes } from './search.js';

function handle(text, options) {
  const [best] = searchRecipes(recipes, buildQuery(text, options));
  return best.title;
}

console.log(handle('curry', { tags: ['vegan'] }));
console.log(handle('goulash'));
