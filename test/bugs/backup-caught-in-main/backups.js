const PATTERN = /^db-(?<number>\d+)-(?<day>[\d-]+)\.dump$/;

/** The backups of a folder's listing. */
export function readBackups(names) {
  return names.map((name) => ({ name, ...PATTERN.exec(name).groups }));
}
