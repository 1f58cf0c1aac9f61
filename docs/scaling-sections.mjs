// What docs/scaling.md computes: from what the last full benchmark measured, and from what the manifests request.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { variablesOf } from '../build/config/variable.decorator.js';
import { Environment } from '../build/config/environment.js';

const read = (path) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const manifest = (name) => parse(read(`deploy/kubernetes/base/${name}.yaml`)).spec;

/** What is assumed of agents and of the backend; everything else is measured or set. */
export const ASSUMED = {
  agents: [1_000, 10_000, 100_000],
  callsPerAgent: 6 / 60,
  peak: 2,
  backendMs: [50, 200, 1000],
};

/** Seconds, MiB and numbers that the rest is computed from. */
function given() {
  const { absolute } = JSON.parse(read('bench/measured.json'));
  const { requests } = manifest('deployment').template.spec.containers[0].resources;
  const { maxReplicas, minReplicas, metrics } = manifest('autoscaler');
  const seconds = (name) => absolute[name] / 1e6;
  return {
    absolute,
    maxReplicas,
    minReplicas,
    cpu: Math.max(seconds('CPU µs a call'), seconds('CPU µs a call with Redis')),
    nginx: seconds('CPU µs a call, nginx'),
    redis: seconds('CPU µs a call, Redis'),
    memory: absolute['RSS after load, MiB'],
    requested: Number.parseInt(requests.cpu, 10) / 1000,
    target: metrics[0].resource.target.averageUtilization / 100,
    concurrency: Number(variablesOf(Environment).get('ORVION_MCP_BACKEND_CONCURRENCY').default),
    perCaller: Number(variablesOf(Environment).get('ORVION_MCP_RATE_LIMIT_PER_SEC').default),
  };
}

const whole = (value) => Math.round(value).toLocaleString('en-US');
const two = (value) => (value >= 10 ? value.toFixed(0) : value.toFixed(value >= 1 ? 1 : 2));

/** Replicas for a rate: what it needs, and one more, so that one may be down. */
function replicasFor(rate, { cpu, requested, target, concurrency, minReplicas }, backendMs) {
  const byCpu = (rate * cpu) / (requested * target);
  const byBackend = (rate * backendMs) / 1000 / concurrency;
  return Math.max(minReplicas, Math.ceil(Math.max(byCpu, byBackend)) + 1);
}

/** Tables by the name in their markers. */
export function scalingSections(table) {
  const all = given();
  const { cpu, nginx, redis, memory, requested, target, concurrency, maxReplicas, perCaller, absolute } = all;
  const perReplica = (requested * target) / cpu;
  const atPeak = (agents) => agents * ASSUMED.callsPerAgent * ASSUMED.peak;
  const [nearby] = ASSUMED.backendMs;
  return {
    'scaling-given': table(
      ['quantity', 'value', 'from'],
      [
        [
          'CPU of a call',
          `${whole(cpu * 1e6)} µs`,
          '`bench/measured.json`: the more expensive protocol era, with Redis',
        ],
        ['CPU of a call in nginx', `${two(nginx * 1e6)} µs`, 'the same'],
        ['CPU of a call in Redis', `${two(redis * 1e6)} µs`, 'the same'],
        ['memory of a busy replica', `${whole(memory)} MiB`, 'the same'],
        [
          'a call at 32 connections, backend without delay',
          `${two(absolute['p50 ms, 32 connections'])} ms, one of a hundred ${two(absolute['p99 ms, 32 connections'])} ms`,
          'the same, on one core that is used up',
        ],
        ['CPU that a replica requests', `${whole(requested * 1000)} m`, '`deploy/kubernetes/base/deployment.yaml`'],
        ['CPU use at which a replica is added', `${whole(target * 100)} %`, '`deploy/kubernetes/base/autoscaler.yaml`'],
        ['requests to the backend in flight, each replica', whole(concurrency), '`ORVION_MCP_BACKEND_CONCURRENCY`'],
        [
          'calls of an agent',
          `${ASSUMED.callsPerAgent * 60} a minute, ${ASSUMED.peak} times that at a peak`,
          'assumed',
        ],
        ['response time of the backend', `${nearby} ms`, 'assumed'],
      ],
    ),
    'scaling-replicas': table(
      [
        'agents',
        'calls/s at a peak',
        'cores',
        'replicas',
        'memory',
        'requests to the backend in flight',
        'cores of nginx',
        'Redis, share of its core',
      ],
      ASSUMED.agents.map((agents) => {
        const rate = atPeak(agents);
        const replicas = replicasFor(rate, all, nearby);
        return [
          whole(agents),
          whole(rate),
          two(rate * cpu),
          `**${replicas}**`,
          `${two((replicas * memory) / 1024)} GiB`,
          whole((rate * nearby) / 1000),
          two(rate * nginx),
          `${two(rate * redis * 100)} %`,
        ];
      }),
    ),
    'scaling-backend': table(
      [
        'response time of the backend',
        ...ASSUMED.agents.map((agents) => `replicas for ${whole(agents)} agents`),
        'calls/s of a replica',
        'bound by',
      ],
      ASSUMED.backendMs.map((ms) => {
        const byBackend = concurrency / (ms / 1000);
        return [
          `${ms} ms`,
          ...ASSUMED.agents.map((agents) => String(replicasFor(atPeak(agents), all, ms))),
          whole(Math.min(perReplica, byBackend)),
          perReplica < byBackend ? 'CPU' : 'the backend',
        ];
      }),
    ),
    'scaling-limits': table(
      ['what', 'its limit, calls/s', 'agents at a peak', 'what to do there'],
      [
        ['one caller', perCaller, 'give agents tokens of their own, or raise `ORVION_MCP_RATE_LIMIT_PER_SEC`'],
        ['one replica', perReplica, 'nothing: the autoscaler adds one'],
        [
          `the backend, ${nearby} ms a response, 2 replicas`,
          (2 * concurrency * 1000) / nearby,
          'replicas, or `ORVION_MCP_BACKEND_CONCURRENCY` if the backend can take it',
        ],
        ['nginx, one core', 1 / nginx, 'more cores or pods of the ingress controller'],
        [`the autoscaler, ${maxReplicas} replicas`, maxReplicas * perReplica, 'raise `maxReplicas`'],
        [
          'Redis, its one core at 70 %',
          0.7 / redis,
          'a Redis for each region or tenant; without one, each replica counts separately',
        ],
      ]
        .toSorted(([, one], [, other]) => one - other)
        .map(([what, rate, todo]) => [what, whole(rate), whole(rate / (ASSUMED.callsPerAgent * ASSUMED.peak)), todo]),
    ),
  };
}
