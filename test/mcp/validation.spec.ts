import type { Client } from '@modelcontextprotocol/client';
import { IsArray, IsBoolean, IsIn, IsInt, IsNumber, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { ToolProvider } from '../../src/mcp/decorators/tool-provider.decorator.js';
import { Tool } from '../../src/mcp/decorators/tool.decorator.js';
import { isTooDeep } from '../../src/mcp/schema/nesting.js';
import { MCP_HEADERS, toolCall } from '../harness/messages.js';
import { modernClient } from './clients.js';
import { options, serveTools, type ToolApp } from './tool-app.js';

class Order {
  @IsString()
  @Length(1, 10)
  name: string;

  @IsInt()
  @Min(1)
  @Max(9)
  count: number;

  @IsOptional()
  @IsNumber()
  ratio?: number;

  @IsOptional()
  @IsBoolean()
  urgent?: boolean;

  // Text that looks like a number must stay text: money is written this way.
  @IsOptional()
  @IsString()
  @Length(1, 20)
  amount?: string;

  @IsOptional()
  @IsIn(['a', 'b'])
  @JSONSchema({ type: 'string' })
  kind?: string;

  @IsOptional()
  @IsString({ message: 'must name the id of an order' })
  id?: string;

  @IsOptional()
  @IsArray()
  @IsString({ each: true })
  tags?: string[];
}

interface Fault {
  readonly field: string;
  readonly message: string;
}

@ToolProvider()
class Orders {
  readonly received: Order[] = [];

  @Tool(options('place_order', { input: Order }))
  place(order: Order): object {
    this.received.push(order);
    return order;
  }

  @Tool(options('count_orders'))
  count(): object {
    return { count: this.received.length };
  }
}

let service: ToolApp;
let client: Client;
let orders: Orders;

beforeAll(async () => {
  service = await serveTools([Orders]);
  client = await modernClient(service.endpoint);
  orders = service.app.get(Orders);
});

afterAll(async () => {
  await client.close();
  await service.app.close();
});

beforeEach(() => orders.received.splice(0));

const GOOD = { name: 'pen', count: 2 };

const call = async (args: Record<string, unknown> | undefined, name = 'place_order') =>
  (await client.callTool({ name, ...(args && { arguments: args }) })).structuredContent as {
    ok: boolean;
    data: Record<string, unknown> | null;
    error: { code: string; message: string; details: { fields: Fault[]; retryable: boolean } } | null;
  };

/** Sends a message that no client would write. */
async function post(body: string): Promise<unknown> {
  return (await fetch(service.endpoint, { method: 'POST', headers: MCP_HEADERS, body })).json();
}

/** The faults by field, after checking that the tool was not run. */
async function errorsOf(args: Record<string, unknown> | undefined, name?: string): Promise<Record<string, string>> {
  const { error } = await call(args, name);
  expect(error).toMatchObject({ code: 'VALIDATION_ERROR', details: { retryable: false } });
  expect(orders.received).toEqual([]);
  const fields = error?.details.fields ?? [];
  for (const { field, message } of fields) expect(error?.message).toContain(`${field} ${message}`);
  return Object.fromEntries(fields.map(({ field, message }) => [field, message]));
}

test('valid arguments reach the tool as an instance of its class', async () => {
  expect(await call(GOOD)).toEqual({ ok: true, data: GOOD, error: null });
  expect(orders.received[0]).toBeInstanceOf(Order);
});

test('all faults come at once, each with its field', async () => {
  expect(await errorsOf({ name: '', count: 10, kind: 'c', colour: 'red' })).toEqual({
    name: 'must be longer than or equal to 1 characters',
    count: 'must not be greater than 9',
    kind: 'must be one of the following values: a, b',
    colour: 'unknown argument; the valid ones are name, count, ratio, urgent, amount, kind, id, tags',
  });
});

test('what is required and absent is named', async () => {
  expect(await errorsOf({})).toEqual({ name: 'is required', count: 'is required' });
  expect(await errorsOf(undefined)).toEqual({ name: 'is required', count: 'is required' });
});

test('a tool without arguments says so when it is given one', async () => {
  expect(await errorsOf({ all: true }, 'count_orders')).toEqual({ all: 'unknown argument; this tool takes none' });
  expect((await call(undefined, 'count_orders')).data).toEqual({ count: 0 });
});

test.each(['constructor', 'toString', 'x'.repeat(500)])('%s is an unknown argument', async (name) => {
  const faults = await errorsOf(JSON.parse(`{"name":"pen","count":2,${JSON.stringify(name)}:{"isAdmin":true}}`));
  expect(Object.entries(faults)).toEqual([[name.slice(0, 64), expect.stringMatching(/^unknown argument/)]]);
});

test('__proto__ in the arguments changes nothing', async () => {
  const message = JSON.stringify(toolCall('place_order', GOOD)).replace(
    '{"name":"pen"',
    '{"__proto__":{"count":9},"name":"pen"',
  );
  await post(message);
  expect(orders.received.map(({ count }) => count).concat(new Order().count)).toEqual([2, undefined]);
});

describe('null', () => {
  test('counts as absent where the argument is optional', async () => {
    const nulls = { ratio: null, urgent: null, amount: null, kind: null, tags: null };
    expect((await call({ ...GOOD, ...nulls })).data).toEqual(GOOD);
  });

  test('is not enough where it is required', async () => {
    expect(await errorsOf({ name: null, count: 2 })).toEqual({ name: 'is required, null is not enough' });
  });
});

describe('a number or boolean as text', () => {
  test.each([
    [{ count: '2' }, { count: 2 }],
    [{ count: ' 2 ' }, { count: 2 }],
    [{ ratio: '-0.25' }, { ratio: -0.25 }],
    [{ urgent: 'true' }, { urgent: true }],
    [{ urgent: 'false' }, { urgent: false }],
  ])('%j is taken', async (args, expected) => {
    expect((await call({ ...GOOD, ...args })).data).toEqual({ ...GOOD, ...expected });
  });

  test.each([
    [{ count: '2.5' }, 'count'],
    [{ count: '0x2' }, 'count'],
    [{ count: '' }, 'count'],
    [{ count: 'two' }, 'count'],
    [{ count: true }, 'count'],
    [{ ratio: '1e400' }, 'ratio'],
    [{ ratio: 'NaN' }, 'ratio'],
    [{ ratio: 'Infinity' }, 'ratio'],
    [{ urgent: 'yes' }, 'urgent'],
    [{ urgent: 1 }, 'urgent'],
  ])('%j is rejected', async (args, field) => {
    expect(Object.keys(await errorsOf({ ...GOOD, ...args }))).toEqual([field]);
  });

  test('stays text where the class says text', async () => {
    expect((await call({ ...GOOD, amount: '0012.50' })).data).toEqual({ ...GOOD, amount: '0012.50' });
  });

  test('the other way round nothing is guessed', async () => {
    expect(await errorsOf({ ...GOOD, name: 7 })).toHaveProperty('name');
  });
});

describe('nested values', () => {
  test.each([
    [{ name: { a: 1 } }, 'name', 'must be a string, not an object or a list'],
    [{ name: ['pen'] }, 'name', 'must be a string, not an object or a list'],
    [{ count: [2] }, 'count', 'must be an integer, not an object or a list'],
  ])('%j is rejected where a plain value belongs', async (args, field, message) => {
    expect(await errorsOf({ ...GOOD, ...args })).toEqual({ [field]: message });
  });

  test('a list is taken where the class has one, and its elements are checked', async () => {
    expect((await call({ ...GOOD, tags: ['x', 'y'] })).data).toEqual({ ...GOOD, tags: ['x', 'y'] });
    orders.received.splice(0);
    expect(await errorsOf({ ...GOOD, tags: ['x', 1] })).toEqual({ tags: 'each value in tags must be a string' });
    expect(Object.keys(await errorsOf({ ...GOOD, tags: { a: 'x' } }))).toEqual(['tags']);
  });

  test('sixteen levels are looked into, and no more', () => {
    const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)]);
    expect([isTooDeep(nested(16)), isTooDeep(nested(17))]).toEqual([false, true]);
    expect([isTooDeep({ a: nested(15) }), isTooDeep({ a: 1, b: nested(16) })]).toEqual([false, true]);
  });

  test('a list nested deeper than any stack is a wrong argument like another', async () => {
    const depth = 60_000;
    const message = JSON.stringify(toolCall('place_order', { ...GOOD, tags: [0] }));
    const response = await post(message.replace('[0]', `${'['.repeat(depth)}${']'.repeat(depth)}`));
    expect(response).toMatchObject({
      result: { structuredContent: { error: { code: 'VALIDATION_ERROR', details: { fields: [{ field: 'tags' }] } } } },
    });
  });
});

test("a rule's own words are shown as they are", async () => {
  expect(await errorsOf({ ...GOOD, id: 5 })).toEqual({ id: 'must name the id of an order' });
});
