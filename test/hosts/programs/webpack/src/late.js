export const late = [...Array(100).keys()].map((n) => n * 2);
