/** Pages that more than one row comes from. The first names the tokens without their forms, which were seen in public samples. */
export const GITHUB_LIST =
  'https://docs.github.com/en/code-security/reference/secret-security/supported-secret-scanning-patterns';
export const GITLEAKS = 'https://github.com/gitleaks/gitleaks/blob/master/config/gitleaks.toml';
export const KINGFISHER =
  'https://github.com/mongodb/kingfisher/tree/main/crates/kingfisher-rules/data/rules';
/** Microsoft's forms with a signature of four letters in the middle. */
export const AZURE_KEYS = 'https://github.com/microsoft/security-utilities';
