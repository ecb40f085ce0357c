/** What a code of each campaign looks like. */
export function campaignPatterns() {
  return new Map([
    ['spring', /^SPR-[A-Z\d]{5}$/],
    ['autumn', /^AUT-[A-Z\d]{5}$/g],
  ]);
}
