import { meanTemperature } from './forecast.js';

meanTemperature(['harbour', 'ridge', 'mill']).then((mean) => {
  console.log(`${mean.toFixed(1)} °C`);
});
