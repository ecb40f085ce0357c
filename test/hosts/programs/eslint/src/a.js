let LOUD = 1
const unused = 2;
boom(LOUD);
