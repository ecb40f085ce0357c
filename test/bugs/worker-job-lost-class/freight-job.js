export class FreightJob {
  constructor(route, kilos) {
    this.route = route;
    this.kilos = kilos;
  }

  /** Price in euros. */
  quote() {
    return 40 + this.kilos * 0.35 * (this.route.length - 1);
  }
}
