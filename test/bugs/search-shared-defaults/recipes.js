export const recipes = [
  { title: 'Lentil soup', minutes: 40, tags: ['vegan', 'soup'], rating: 4.1 },
  { title: 'Goulash', minutes: 150, tags: ['beef'], rating: 4.8 },
  { title: 'Chickpea curry', minutes: 35, tags: ['vegan'], rating: 4.5 },
  { title: 'Cheese toast', minutes: 10, tags: [], rating: 3.9 },
];
