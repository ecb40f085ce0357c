const account = {
  owner: null,
  get label() {
    const prefix = 'account of';
    return `${prefix} ${this.owner.name}`; // fails here
  },
};

console.log(account.label);
