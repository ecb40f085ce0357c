import { transitions } from './transitions.js';

/** The state that follows. @throws where the event is not allowed in this state */
export function nextState(state, event) {
  const next = transitions[state][event];
  if (next === undefined) throw new Error(`${event} is not allowed now`);
  return next;
}

export class Order {
  constructor({ id, state }) {
    this.id = id;
    this.state = state;
  }

  apply(event) {
    this.state = nextState(this.state, event);
    return this;
  }
}
