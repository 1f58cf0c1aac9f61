import { sentenceStatus } from '../harness/api-errors.js';
import { useContract } from './contract-client.js';

const api = useContract();

const ENDPOINTS = [
  ['POST', '/invoices'],
  ['GET', '/invoices'],
  ['GET', '/invoices/inv_01CONTRACTTEST'],
  ['POST', '/invoices/inv_01CONTRACTTEST/mark-paid'],
  ['POST', '/invoices/inv_01CONTRACTTEST/cancel'],
  ['DELETE', '/invoices/inv_01CONTRACTTEST'],
  ['GET', '/invoices/analytics/summary'],
  ['GET', '/invoices/analytics/revenue-timeseries'],
  ['GET', '/health'],
] as const;

describe.each(ENDPOINTS)('%s %s', (method, path) => {
  test.each([
    ['no key', ''],
    ['an unknown key', 'Bearer test_no_such_key'],
    ['another scheme', 'Basic dGVzdDp0ZXN0'],
    ['an empty key', 'Bearer '],
  ])('answers 401 to %s', async (_what, authorization) => {
    expect(sentenceStatus(await api.call(method, path, undefined, { authorization }))).toBe(401);
  });
});
