/** The ways the stand-in's world can be bent for a test: its clock, and how late changes become visible. */
export class World {
  /** Added to the machine's clock wherever the stand-in tells or stamps a time, ms. */
  skewMs = 0;
  private readonly lags = new Map<string, number>();

  /** Changes of a company (of all without one) show in change data capture and new records in queries only `ms` after they were made. */
  lag(realmId: string | undefined, ms: number): void {
    if (realmId === undefined) this.lags.clear();
    this.lags.set(realmId ?? '', ms);
  }

  /** Epoch ms after which changes of a company are not visible yet; undefined: all are visible. */
  visibleUntil(realmId: string, now: Date): number | undefined {
    const ms = this.lags.get(realmId) ?? this.lags.get('') ?? 0;
    return ms > 0 ? now.getTime() - ms : undefined;
  }

  reset(): void {
    this.skewMs = 0;
    this.lags.clear();
  }

  state(): Record<string, unknown> {
    const byRealm = Object.fromEntries([...this.lags].filter(([realmId]) => realmId !== ''));
    return { clockSkewMs: this.skewMs, lagMs: { all: this.lags.get('') ?? 0, ...byRealm } };
  }
}
