import { useContract } from './contract-client.js';

const api = useContract();

// What the figures are called is not public, so only what any backend must answer is asked for here.
test.each(['summary', 'revenue-timeseries'])('analytics/%s answers for a range of days', async (report) => {
  const { status, body } = await api.call('GET', `/invoices/analytics/${report}?from=2025-01-01&to=2025-01-31`);
  expect(status).toBe(200);
  expect(typeof body).toBe('object');
  expect(body).not.toBeNull();
});

test('health says whose key it is', async () => {
  const { status, body } = await api.call<Record<string, string>>('GET', '/health');
  expect(status).toBe(200);
  const { organization_id, organization_name, environment, version, timestamp } = body;
  for (const text of [body.status, organization_name, environment, version]) expect(text).toMatch(/\w/);
  expect(Date.parse(timestamp ?? '')).not.toBeNaN();
  expect((await api.create()).organization_id).toBe(organization_id);
});
