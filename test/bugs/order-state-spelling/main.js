import { readCarrierMessage } from './carrier.js';
import { Order } from './order.js';

const messages = ['4410#SHIPPED', '4411#CANCELLED'];
const orders = messages.map((message) => new Order(readCarrierMessage(message)));

orders[0].apply('deliver');
orders[1].apply('refund');
console.log(orders);
