import { formatAddress } from './address.js';

export class ImportError extends Error {
  name = 'ImportError';
}

/** Labels for all customers of a file. */
export function importCustomers(file, read) {
  try {
    return read(file).map((customer) => ({ label: formatAddress(customer.address) }));
  } catch (error) {
    throw new ImportError(`cannot import ${file}`, { cause: error });
  }
}
