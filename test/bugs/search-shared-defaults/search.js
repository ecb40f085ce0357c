export class NoMatchError extends Error {
  name = 'NoMatchError';
}

/** The recipes that match, best first. There is always one for a title that exists. */
export function searchRecipes(recipes, query) {
  const { tags, maxMinutes } = query.filters;
  const found = recipes
    .filter((recipe) => recipe.title.toLowerCase().includes(query.text))
    .filter((recipe) => recipe.minutes <= maxMinutes && tags.every((tag) => recipe.tags.includes(tag)))
    .sort((a, b) => b.rating - a.rating);
  if (found.length === 0) throw new NoMatchError(`no recipe for ${query.text}`);
  return found;
}
