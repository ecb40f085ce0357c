export class InvalidVoucherError extends Error {
  name = 'InvalidVoucherError';

  constructor(code) {
    super(`${code} is no voucher of this campaign`);
  }
}

/** Redeems all codes of one order, or none. */
export function redeemAll(codes, campaign, patterns) {
  const pattern = patterns.get(campaign);
  const redeemed = new Set();
  for (const code of codes) {
    if (!pattern.test(code)) throw new InvalidVoucherError(code);
    redeemed.add(code);
  }
  return redeemed;
}
