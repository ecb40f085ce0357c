import { hasUserInfo } from './has-user-info.ts';
import { isBasicCredential, isNoNumber, isNoPlainWord } from './judge.ts';
import { type SecretShape, shape } from './secret-shape.ts';
import { GITLEAKS } from './sources.ts';

const BEARER = 'https://www.rfc-editor.org/rfc/rfc6750#section-2.1';
const BASIC = 'https://www.rfc-editor.org/rfc/rfc7617';
const AUTHORIZATION = 'https://www.rfc-editor.org/rfc/rfc9110#section-11.6.2';
const COOKIES = 'https://www.rfc-editor.org/rfc/rfc6265#section-4';
const URLS = 'https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1';
const PEM = 'https://www.rfc-editor.org/rfc/rfc7468';
const JDBC = 'https://docs.oracle.com/javase/tutorial/jdbc/basics/connecting.html';
const ADO = 'https://learn.microsoft.com/en-us/dotnet/framework/data/adonet/connection-string-syntax';

/** A header's name as it is written: `X-Api-Key`, `x-api-key`, `X-API-KEY`. */
function spellings(names: readonly string[]): string[] {
  return names.flatMap((name) => [`${name}: `, `${name.toLowerCase()}: `, `${name.toUpperCase()}: `]);
}

const KEY_HEADERS = [
  'Api-Key',
  'Auth-Token',
  'Auth-Key',
  'Access-Token',
  'Private-Token',
  'Job-Token',
  'Vault-Token',
  'Subscription-Key',
  'Functions-Key',
  'Application-Key',
  'Security-Token',
  'Figma-Token',
] as const;

/**
 * What separates and holds the lines of a key: a line's end, written out or escaped, a diff's sign, a quote of source code
 * or of a mail, a colour. A dash that begins no five dashes may stand in the key too.
 */
const KEY_BODY = '(?:[A-Za-z0-9+/=\\s\\\\"\',.>|:;\\x1b\\[]|-(?!-{4}))*';
const KEY_BEGINS =
  '(?=(?:\\\\{1,4}[nrt]|[\\s"\',+>|-]|\\x1b\\[[\\d;]{0,10}m){1,24}(?:Proc-Type|Version|Comment|Hash|[A-Za-z0-9+/=]{16}))';

/** Forms that belong to no vendor. */
export const GENERIC: readonly SecretShape[] = [
  // Without an END line it is hidden up to the first character that a key cannot hold.
  shape(
    'private_key_block',
    ['-----BEGIN '],
    new RegExp(
      `-----BEGIN [A-Z0-9 ]{0,40}?PRIVATE KEY(?: BLOCK)?-----${KEY_BEGINS}${KEY_BODY}(?:-?-----END [A-Z0-9 ]{0,40}?KEY(?: BLOCK)?-----)?`,
      'y',
    ),
    '{pem:12}',
    PEM,
  ),
  shape(
    'ssh2_private_key_block',
    ['---- BEGIN SSH2 '],
    /---- BEGIN SSH2 (?:ENCRYPTED )?PRIVATE KEY ----[A-Za-z0-9+/=\s\\"',.:;()@]*(?:---- END SSH2 (?:ENCRYPTED )?PRIVATE KEY ----)?/y,
    '---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\n{b64:64}\n{b64:64}\n---- END SSH2 ENCRYPTED PRIVATE KEY ----',
    'https://www.rfc-editor.org/rfc/rfc4716',
  ),
  shape(
    'putty_private_key',
    ['Private-Lines: '],
    /Private-Lines: \d{1,3}(?:\\{1,4}[rn]|\s){1,4}([A-Za-z0-9+/=\s\\]{32,})/y,
    'Private-Lines: 2\n‹{b64:64}\n{b64:64}›',
    'https://the.earth.li/~sgtatham/putty/0.83/htmldoc/AppendixC.html',
  ),
  shape(
    'json_web_token',
    ['eyJ'],
    // In a run of more than 64 such characters no further beginning is tried.
    /(?<![A-Za-z0-9_-]{64})eyJ[A-Za-z0-9_-]{10,1000}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}(?:\.[A-Za-z0-9_-]{1,}){0,2}/y,
    '{jwt}',
    'https://www.rfc-editor.org/rfc/rfc7519',
    { boundary: true },
  ),
  shape(
    'json_web_token_in_base64',
    ['ZXlKaGJHY2lPaU', 'ZXlKMGVYQWlPaU', 'ZXlKcmFXUWlPaU'],
    /ZXlK(?:aGJHY2lPaU|MGVYQWlPaU|cmFXUWlPaU)[A-Za-z0-9+/_-]{40,}={0,2}/y,
    'ZXlKaGJHY2lPaU{b64:120}',
    GITLEAKS,
  ),
  shape(
    'url_password',
    ['://'],
    /:\/\/[^\s/:@"'`<>\\]{0,128}:([^\s/"'`<>?\\]{1,256})@(?=[A-Za-z0-9[$%{<_*(.-])/y,
    'postgres://app:‹{alnum:24}›@db.internal:5432/app',
    URLS,
    { mayMatch: hasUserInfo },
  ),
  shape(
    'url_token',
    ['://'],
    /:\/\/([A-Za-z0-9_~.-]{36,255})@(?=[A-Za-z0-9[])/y,
    'https://‹{hex:40}›@git.example.org/a/b.git',
    URLS,
    { accepts: isNoPlainWord, mayMatch: hasUserInfo },
  ),
  shape(
    'bearer_token',
    ['Bearer ', 'bearer ', 'BEARER ', 'Bearer%20'],
    /(?:[Bb]earer|BEARER)(?: {1,4}|%20)([A-Za-z0-9\-._~+/]{8,}={0,4})/y,
    'Bearer ‹{b64url:43}›',
    BEARER,
    { boundary: true, accepts: isNoPlainWord },
  ),
  shape(
    'basic_credential',
    ['Basic ', 'basic ', 'BASIC '],
    /(?:[Bb]asic|BASIC) {1,4}([A-Za-z0-9+/_-]{6,}={0,2})/y,
    'Basic ‹{basic}›',
    BASIC,
    { boundary: true, accepts: isBasicCredential },
  ),
  shape(
    'docker_auth',
    ['"auth'],
    /"auth\\{0,7}" ?: ?\\{0,7}"([A-Za-z0-9+/]{8,1000}={0,2})/y,
    '"auth": "‹{basic}›"',
    'https://docs.docker.com/reference/cli/docker/login/',
    { accepts: isBasicCredential },
  ),
  shape(
    'authorization_token',
    ['uthorization: ', 'UTHORIZATION: '],
    /(?:uthorization|UTHORIZATION): {1,4}(?:[Tt]oken|[Aa]pi[Kk]ey|Api-Key|ApiToken|Bot|Key|GenieKey|SSWS|Splunk|NTLM|Negotiate|DPoP|GoogleLogin|PVEAPIToken|MediaBrowser|SharedKey(?:Lite)?|AWS)[ =]{1,4}([^\s"'`<>${}\\]{8,4096})/y,
    'Authorization: Token ‹{hex:40}›',
    AUTHORIZATION,
    { accepts: isNoPlainWord },
  ),
  shape(
    'authorization_parameters',
    ['Digest ', 'Hawk ', 'OAuth ', 'Signature '],
    /(?:Digest username|Hawk id|OAuth (?:realm|oauth_[a-z_]{1,40})|Signature keyId)=([^\r\n`]{16,4096})/y,
    'Digest username=‹"app", nonce="{hex:32}", uri="/", response="{hex:32}"›',
    AUTHORIZATION,
    { boundary: true },
  ),
  // What a cookie holds is nobody's business; its attributes go with it.
  shape(
    'cookie',
    ['ookie: ', 'OOKIE: '],
    /(?:ookie|OOKIE): {0,4}([A-Za-z0-9!#%&*.^|~+_-]{1,128}=[^\r\n"'`\\<>${}]{4,8192})/y,
    'Cookie: ‹sid={alnum:32}; theme=dark›',
    COOKIES,
  ),
  shape(
    'key_header',
    spellings(KEY_HEADERS),
    new RegExp(`(?:${spellings(KEY_HEADERS).join('|')}) {0,3}([^\\s"'\`<>\${}()\\\\,;]{8,4096})`, 'y'),
    'X-Api-Key: ‹{alnum:32}›',
    'https://swagger.io/docs/specification/v3_0/authentication/api-keys/',
    { accepts: isNoPlainWord },
  ),
  shape(
    'jdbc_password',
    ['password=', 'Password='],
    /(?<=jdbc:[^\s"'<>]{1,300}[?&;:])[Pp]assword=([^&;\s"'<>\\]{1,256})/y,
    'jdbc:mysql://db:3306/app?user=app&password=‹{alnum:20}›',
    JDBC,
  ),
  shape(
    'jdbc_oracle_password',
    ['jdbc:oracle:'],
    /jdbc:oracle:(?:thin|oci):[^\s/"'@:]{1,64}\/([^\s"'@]{1,256})@/y,
    'jdbc:oracle:thin:app/‹{alnum:20}›@db:1521/app',
    JDBC,
  ),
  shape(
    'connection_string_password',
    [';Password=', ';password=', ';Pwd=', ';PWD=', ';pwd=', '; Password=', '; Pwd='],
    /; ?(?:[Pp]assword|[Pp]wd|PWD)=([^;\r\n"'\\<>${}]{3,256})/y,
    'Server=db;User Id=app;Password=‹{alnum:20}›;',
    ADO,
  ),
  shape(
    'curl_user',
    [' -u ', ' --user ', ' --user=', ' --proxy-user '],
    / (?:-u|--(?:proxy-)?user)[ =]["']?[^\s:"'<>$]{1,128}:(?!\/\/)([^\s"'`<>]{3,256})/y,
    'curl -u app:‹{alnum:20}› https://example.org',
    'https://curl.se/docs/manpage.html#-u',
    { accepts: isNoNumber },
  ),
  shape(
    'command_password',
    ['mysql ', 'mysqldump ', 'mysqladmin ', 'sshpass ', 'redis-cli ', 'mariadb '],
    /(?:(?:mysql(?:dump|admin)?|mariadb) (?:[^\n|;&<>]{0,120}? )?-p|sshpass -p ?|redis-cli (?:[^\n|;&<>]{0,120}? )?-a )["']?([^\s"'`<>$-][^\s"'`<>]{3,256})/y,
    'mysql -u root -p‹{alnum:20}› app',
    'https://dev.mysql.com/doc/refman/8.4/en/password-security-user.html',
    { boundary: true },
  ),
  shape(
    'netrc_password',
    ['machine '],
    /machine \S{1,200}\s{1,8}login \S{1,200}\s{1,8}password (\S{1,256})/y,
    'machine git.example.org login app password ‹{alnum:20}›',
    'https://everything.curl.dev/usingcurl/netrc.html',
  ),
  shape(
    'firebase_server_key',
    [':APA91b'],
    /(?<=AAAA[A-Za-z0-9_-]{7}):APA91b[A-Za-z0-9_-]{100,}/y,
    'AAAA{b64url:7}:APA91b{b64url:134}',
    'https://firebase.google.com/docs/cloud-messaging/auth-server',
    { before: 11 },
  ),
  shape(
    'maxmind_license_key',
    ['_mmk'],
    /(?<=[A-Za-z0-9]{6}_[A-Za-z0-9]{29})_mmk(?![A-Za-z0-9])/y,
    '{alnum:6}_{alnum:29}_mmk',
    GITLEAKS,
    { before: 36 },
  ),
];
