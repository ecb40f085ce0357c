import { mayPublish } from './permissions.js';

const sections = [
  { id: 'sports', isLocked: true },
  { id: 'culture', isLocked: false },
];

for (const section of sections) {
  const allowed = await mayPublish('ines', section);
  console.log(section.id, allowed ? 'may be published' : 'is locked');
}
