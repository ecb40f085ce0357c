/** The bill for charging a car. */
export function billCharging(session, tariff) {
  const kilowattHours = session.endReading - session.startReading;
  const cents = Math.round(kilowattHours * tariff);
  if (!(cents >= 0)) throw new Error(`station ${session.station}: the bill is not a number`);
  return { station: session.station, cents };
}
