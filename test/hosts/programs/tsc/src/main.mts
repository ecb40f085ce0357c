import { total } from './cart.mjs';
import { missing } from './nowhere.mjs';

console.log(total([{ price: '3' }]), missing);
