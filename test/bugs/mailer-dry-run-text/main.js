import { sendNewsletter } from './mailer.js';
import { readSettings } from './settings.js';

const settings = readSettings(new URL('./settings.ini', import.meta.url));
const transport = { send: async (_from, batch) => batch.length };

const recipients = ['ana@mail.example', 'bo@mail.example', 'cy@mail.example'];
sendNewsletter(recipients, settings, transport).then((count) => console.log(`${count} delivered`));
