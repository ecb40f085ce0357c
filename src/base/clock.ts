/** Unix time in seconds, with the resolution of the system clock in milliseconds or better. */
export type Clock = () => number;

const { now } = Date;

/** The system clock, held from before the program could fake it. */
export const systemClock: Clock = () => now() / 1000;
