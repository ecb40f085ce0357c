/** The backup to restore: the newest, which must be from the last days. */
export function chooseBackup(backups, today, maxAgeDays) {
  const newest = backups.reduce((best, backup) => (backup.number > best.number ? backup : best));
  const ageDays = (new Date(today) - new Date(newest.day)) / 86_400_000;
  if (ageDays > maxAgeDays) throw new Error('no backup is young enough');
  return newest.name;
}
