export interface Line { readonly price: number; readonly note?: string }

export function total(lines: readonly Line[]): number {
  return lines.reduce((sum, { price }) => sum + price, 0);
}

export type Deep<T> = T extends readonly (infer U)[] ? Deep<U> : T;
export const one: Deep<number[][][]> = 'not a number';
