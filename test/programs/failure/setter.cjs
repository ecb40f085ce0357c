class Thermostat {
  limits = null;

  set target(degrees) {
    const rounded = Math.round(degrees);
    if (rounded > this.limits.high) this.value = rounded; // fails here
  }
}

new Thermostat().target = 21.6;
