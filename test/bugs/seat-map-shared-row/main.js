import { seatInColumn } from './check-in.js';
import { SeatMap } from './seat-map.js';

const map = new SeatMap(3, 2);
seatInColumn(map, 1, ['Wu', 'Haddad']);
console.log(map.rows);
