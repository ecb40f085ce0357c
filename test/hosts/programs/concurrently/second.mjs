function charge(account) {
  if (account.balance < 5) throw new Error(`only ${account.balance} left`);
}
charge({ balance: 2 });
