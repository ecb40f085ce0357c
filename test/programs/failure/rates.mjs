export const convert = (amount) => amount * 1.1;
