import type { Container } from './deployed.js';

/** What stands in for the secret that the operator makes. */
export const SECRET: Readonly<Record<string, string>> = {
  AGENTPAY_API_KEY: 'test_stand_in',
  ORVION_MCP_STATE_KEY: 'c3RhbmQtaW4tc3RhbmQtaW4tc3RhbmQtaW4tc3RhbmQtaW4',
  ORVION_MCP_RATE_LIMIT_REDIS_URL: 'redis://:stand-in@redis.redis.svc:6379',
};

/** The environment of a container as Kubernetes would make it. */
export const settingsOf = ({ env }: Container): Record<string, string> =>
  Object.fromEntries(
    env.map(({ name, value, valueFrom }) => {
      const text = value ?? SECRET[valueFrom?.secretKeyRef.key ?? ''];
      if (text === undefined) throw new Error(`${name} has no value, and the secret has none`);
      return [name, text];
    }),
  );
