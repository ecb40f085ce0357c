class Registry {
  static names = ['a'];
  static {
    const second = this.names[1];
    this.first = second.toUpperCase(); // fails here
  }
}

console.log(Registry.first);
