/** Figures as Prometheus reads them (Prometheus, "Exposition formats", text format). */
export interface Scrape {
  readonly text: string;
  readonly contentType: string | null;
  /** Values of one figure by its labels, as they are written. */
  readonly values: (name: string) => Record<string, number>;
  /** Every series, without its value. */
  readonly series: () => string[];
}

const SAMPLE = /^([a-z_\d]+)(?:\{(.*)\})? (\S+)$/gm;

export async function scrape(url: string): Promise<Scrape> {
  const response = await fetch(url);
  const text = await response.text();
  const samples = [...text.matchAll(SAMPLE)].map(([, name = '', labels = '', value]) => ({
    name,
    labels,
    value: Number(value),
  }));
  return {
    text,
    contentType: response.headers.get('content-type'),
    values: (wanted) =>
      Object.fromEntries(samples.filter(({ name }) => name === wanted).map(({ labels, value }) => [labels, value])),
    series: () => samples.map(({ name, labels }) => `${name}{${labels}}`).toSorted(),
  };
}
