import { loadInbox } from './inbox.js';
import { renderReply } from './threads.js';

const inbox = loadInbox(new URL('./inbox.json', import.meta.url));
for (const message of inbox.values()) console.log(renderReply(inbox, message));
