/** Books the deposits of a CSV file: `owner;amount`. */
export function importDeposits(csv, accounts) {
  for (const line of csv.trim().split('\n')) {
    const [owner, amount] = line.split(';');
    accounts.get(owner).deposit(amount);
  }
}
