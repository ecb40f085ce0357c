import { billCharging } from './charging.js';
import { currentTariff } from './tariffs.js';

const session = { station: 'P2-14', startReading: 5120.4, endReading: 5151.9 };
console.log(billCharging(session, currentTariff));
