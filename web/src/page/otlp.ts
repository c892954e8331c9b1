// Histograms as OpenTelemetry's OTLP/HTTP writes them in JSON: an ExportMetricsServiceRequest with one exponential
// histogram for each stage of an answer. Knows nothing of sending (report.ts does).

import { type Histogram, histogramScale } from "./histogram.ts";

export interface Report {
  /** Whose durations: the model's version. */
  readonly version: string;
  /** What all of it is about, by OpenTelemetry's names: "service.name". */
  readonly resource: Readonly<Record<string, string>>;
  /** By stage; durations in milliseconds. */
  readonly stages: ReadonlyMap<string, Histogram>;
  /** What it covers, in milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
}

/** Since the last report, not since the beginning. */
const delta = 1;

export function metricsRequest({ version, resource, stages, from, to }: Report): object {
  const dataPoints = [...stages]
    .filter(([, { total }]) => total > 0)
    .map(([stage, histogram]) => ({
      attributes: attributes({ stage }),
      startTimeUnixNano: nanoseconds(from),
      timeUnixNano: nanoseconds(to),
      ...exponential(histogram),
    }));
  const metric = {
    name: "emnist.answer.duration",
    description: "Time of one answer's stage; of all but the screen's, means of batches.",
    unit: "ms",
    exponentialHistogram: { aggregationTemporality: delta, dataPoints },
  };
  return {
    resourceMetrics: [
      {
        resource: { attributes: attributes(resource), droppedAttributesCount: 0 },
        scopeMetrics: [{ scope: { name: "emnist-edge", version }, metrics: [metric] }],
      },
    ],
  };
}

function exponential(histogram: Histogram): object {
  const { buckets, total, sum, range } = histogram;
  const offset = buckets[0]?.index ?? 0;
  const bucketCounts = Array<number>((buckets.at(-1)?.index ?? offset) - offset + 1).fill(0);
  for (const { index, count } of buckets) bucketCounts[index - offset] = count;
  return {
    count: total,
    min: range[0],
    max: range[1],
    sum,
    positive: { offset, bucketCounts },
    negative: { offset: 0, bucketCounts: [] },
    scale: histogramScale,
    zeroCount: 0,
  };
}

const attributes = (values: Readonly<Record<string, string>>) =>
  Object.entries(values).map(([key, stringValue]) => ({ key, value: { stringValue } }));

/** As text: a double cannot hold today in nanoseconds. */
const nanoseconds = (milliseconds: number) => String(BigInt(Math.round(milliseconds * 1000)) * 1000n);
