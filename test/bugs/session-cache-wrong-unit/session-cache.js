export class SessionCache {
  constructor({ ttl, capacity }, clock) {
    this.ttl = ttl;
    this.capacity = capacity;
    this.clock = clock;
    this.entries = new Map();
  }

  open(id, user) {
    if (this.entries.size >= this.capacity) this.entries.delete(this.entries.keys().next().value);
    this.entries.set(id, { user, expires: this.clock.now() + this.ttl });
  }

  /** The user of a session. */
  userOf(id) {
    const entry = this.entries.get(id);
    if (entry === undefined || entry.expires <= this.clock.now()) {
      throw new Error('the session is over, please sign in again');
    }
    return entry.user;
  }
}
