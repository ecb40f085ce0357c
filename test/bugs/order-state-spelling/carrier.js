/** The carrier's message about a parcel, in our words. */
export function readCarrierMessage(message) {
  const [id, status] = message.split('#');
  return { id: Number(id), state: status.toLowerCase() };
}
