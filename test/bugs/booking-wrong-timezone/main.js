import { book } from './booking.js';

process.env.TZ = 'America/New_York';

const house = { name: 'Lakeside', changeover: 'friday' };
const request = JSON.parse('{"guest":"K. Osei","from":"2024-07-05","to":"2024-07-12"}');

console.log(book(request, house));
