import { readBackups } from './backups.js';
import { chooseBackup } from './restore.js';

async function main() {
  const names = ['db-8-2024-05-30.dump', 'db-9-2024-05-31.dump', 'db-10-2024-06-07.dump'];
  console.log(`restoring ${chooseBackup(readBackups(names), '2024-06-08', 3)}`);
}

main().catch((error) => {
  console.error(`restore failed: ${error.message}`);
  process.exit(1);
});
