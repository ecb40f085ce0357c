import { Account } from './account.js';
import { importDeposits } from './import-deposits.js';

const accounts = new Map([
  ['Abara', new Account('Abara', 120)],
  ['Lindt', new Account('Lindt', 900)],
]);
importDeposits('Abara;50\n', accounts);

for (const account of accounts.values()) console.log(account.owner, account.yearlyInterest(1.5));
