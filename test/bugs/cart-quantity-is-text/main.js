import { Cart } from './cart.js';
import { readForm } from './form.js';
import { Inventory } from './inventory.js';

const inventory = new Inventory({ 'MUG-RED': 12, 'MUG-BLUE': 40 });
const { sku, quantity } = readForm('sku=MUG-RED&quantity=2');

const cart = new Cart();
cart.add(sku, quantity);
cart.addGift();
const reserved = cart.checkOut(inventory);
console.log(`reserved ${reserved.length} lines`);
