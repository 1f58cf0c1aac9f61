// A backend that responds at once or after a constant delay, always with the same content: an invoice of about 250 bytes
// derived from its id, or a list of 20 or 100 of them.
import { createServer } from 'node:http';
import { invoiceText } from '../load/invoices.mjs';
import { listen } from './listening.mjs';

const list = (rows) =>
  Buffer.from(`[${Array.from({ length: rows }, (_, row) => invoiceText(`inv_${10_000_000 + row}`)).join(',')}]`);
const LISTS = { 20: list(20), 100: list(100) };

/** Delay of each response. */
const DELAY_MS = Number(process.env.BENCH_DELAY_MS ?? 0);

const JSON_HEADERS = { 'content-type': 'application/json' };

function answer(url) {
  const [, id] = /\/invoices\/([\w-]+)/.exec(url) ?? [];
  if (id) return Buffer.from(invoiceText(id));
  // The service requests one row more than its caller, to know whether there are more.
  const limit = Number(/[?&]limit=(\d+)/.exec(url)?.[1] ?? 20);
  return limit > 50 ? LISTS[100] : LISTS[20];
}

const server = createServer((request, response) => {
  request.resume();
  const body = answer(request.url ?? '');
  const respond = () => response.writeHead(200, { ...JSON_HEADERS, 'content-length': body.length }).end(body);
  if (DELAY_MS === 0) respond();
  else setTimeout(respond, DELAY_MS);
});
server.keepAliveTimeout = 60_000;
listen(server);
