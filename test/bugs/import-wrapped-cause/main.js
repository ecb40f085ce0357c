import { importCustomers } from './import-customers.js';

const files = {
  'customers.json': `[
    { "name": "Blanc", "address": { "street": "Rue Haute 4", "postcode": "01200", "city": "Bellegarde" } },
    { "name": "Frei", "address": { "street": "Seeweg 9", "postcode": 8032, "city": "Zurich" } }
  ]`,
};

const labels = importCustomers('customers.json', (name) => JSON.parse(files[name]));
console.log(labels);
