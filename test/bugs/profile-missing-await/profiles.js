import { setTimeout as delay } from 'node:timers/promises';

const profiles = new Map([
  ['ines', { name: 'Ines Duarte', roles: ['editor', 'reviewer'] }],
  ['marek', { name: 'Marek Novak', roles: ['reader'] }],
]);

/** The profile of a user, as the directory answers it. */
export async function findProfile(login) {
  await delay(1);
  return profiles.get(login) ?? null;
}
