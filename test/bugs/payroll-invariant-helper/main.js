import { weeklyPay } from './payroll.js';

const shifts = [
  { begins: 8, ends: 16 },
  { begins: 22, ends: 6 },
];
console.log(`${weeklyPay(shifts, 2150) / 100} EUR`);
