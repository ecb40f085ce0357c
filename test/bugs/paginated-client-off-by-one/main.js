import { fetchAllTickets } from './client.js';
import { getTickets } from './ticket-api.js';

const tickets = await fetchAllTickets(getTickets);
console.log(`${tickets.filter((ticket) => ticket.isOpen).length} open tickets`);
