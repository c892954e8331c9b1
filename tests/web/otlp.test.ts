// Our reports against OpenTelemetry's own: the same durations through its SDK and its serialiser give the same JSON.

import { JsonMetricsSerializer } from "@opentelemetry/otlp-transformer";
import {
  AggregationTemporality,
  AggregationType,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
  type ResourceMetrics,
} from "@opentelemetry/sdk-metrics";
import { expect, test } from "vitest";
import { Histogram } from "../../web/src/page/histogram.ts";
import { metricsRequest } from "../../web/src/page/otlp.ts";
import { beaconLimit } from "../../web/src/page/timing-reports.ts";
import { random } from "./random.ts";

const name = "emnist.answer.duration";
const description = "Time of one answer's stage; of all but the screen's, means of batches.";

/** What OpenTelemetry's SDK collects of `durations` by stage. */
async function collected(durations: Readonly<Record<string, readonly number[]>>): Promise<ResourceMetrics> {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.DELTA);
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 });
  const provider = new MeterProvider({
    readers: [reader],
    views: [{ instrumentName: name, aggregation: { type: AggregationType.EXPONENTIAL_HISTOGRAM } }],
  });
  const instrument = provider.getMeter("emnist-edge", "1.0.0").createHistogram(name, { description, unit: "ms" });
  for (const [stage, values] of Object.entries(durations))
    for (const value of values) instrument.record(value, { stage });
  await provider.forceFlush();
  const [metrics] = exporter.getMetrics();
  await provider.shutdown();
  if (!metrics) throw new Error("The SDK collected nothing.");
  return metrics;
}

function ours(durations: Readonly<Record<string, readonly number[]>>, from = 0, to = 0): object {
  const stages = new Map(
    Object.entries(durations).map(([stage, values]) => {
      const histogram = new Histogram();
      for (const value of values) histogram.add(value);
      return [stage, histogram];
    }),
  );
  return metricsRequest({ version: "1.0.0", resource: { "service.name": "emnist-edge" }, stages, from, to });
}

interface Request {
  resourceMetrics: {
    resource: { attributes: unknown[] };
    scopeMetrics: { metrics: { exponentialHistogram: { dataPoints: Record<string, unknown>[] } }[] }[];
  }[];
}
const dataPoints = (request: Request) =>
  request.resourceMetrics[0]?.scopeMetrics[0]?.metrics[0]?.exponentialHistogram.dataPoints ?? [];

test("what is sent is what OpenTelemetry's transformer serialises for the same histogram", async () => {
  const next = random(7);
  // Spread over just under ten doublings: 160 buckets, the SDK's most, at our scale and at no finer one.
  const spread = (count: number) => [0.0101, 9.9, ...Array.from({ length: count }, () => 0.0101 * 2 ** (9.9 * next()))];
  const durations = { ink: spread(300), network: spread(50), screen: spread(3) };
  const metrics = await collected(durations);
  const theirs: Request = JSON.parse(new TextDecoder().decode(JsonMetricsSerializer.serializeRequest(metrics)));
  for (const { scale } of dataPoints(theirs)) expect(scale).toBe(4);

  const request = JSON.parse(JSON.stringify(ours(durations))) as Request;
  // When and by whom it was collected are the SDK's own.
  for (const point of [...dataPoints(theirs), ...dataPoints(request)]) {
    expect(point.startTimeUnixNano).toMatch(/^\d+$/);
    expect(point.timeUnixNano).toMatch(/^\d+$/);
    delete point.startTimeUnixNano;
    delete point.timeUnixNano;
  }
  for (const { resource } of theirs.resourceMetrics)
    resource.attributes = [{ key: "service.name", value: { stringValue: "emnist-edge" } }];
  expect(request).toEqual(theirs);
});

test("times are in nanoseconds, exact to the microsecond", () => {
  const [point] = dataPoints(ours({ ink: [1] }, 1_790_000_000_123, 1_790_000_000_124) as Request);
  expect(point).toMatchObject({ startTimeUnixNano: "1790000000123000000", timeUnixNano: "1790000000124000000" });
});

test("a stage that was not measured is not reported", () => {
  expect(dataPoints(ours({ ink: [], network: [1] }) as Request)).toHaveLength(1);
});

test("the largest report that can come about fits into a beacon", () => {
  const every = Array.from({ length: 16 * 44 }, (_, index) => 1e-6 * 2 ** (index / 16)); // a nanosecond to half a year
  const text = JSON.stringify(ours({ ink: every, network: every, ranking: every, screen: every }));
  expect(text.length).toBeLessThan(beaconLimit);
});
