import { findProfile } from './profiles.js';

/** Whether the user may publish articles of this section. */
export async function mayPublish(login, section) {
  const profile = findProfile(login);
  if (profile === null) return false;
  if (section.isLocked) return false;
  return profile.roles.includes('editor');
}
