import { AjvJsonSchemaValidator } from '@modelcontextprotocol/client/validators/ajv';
import { startApp, type TestApp } from '../harness/app.js';
import { GENERATIONS, type ListedTool } from '../harness/clients.js';
import { committedLists, committedSurface, MAY_UPDATE, writeSurface, type PromisedLists } from './committed-surface.js';

/** Nothing is called, so nothing has to listen there. */
const NO_BACKEND = {
  AGENTPAY_API_BASE_URL: 'http://127.0.0.1:9/v1',
  AGENTPAY_API_KEY: 'test_surface',
  ORVION_MCP_TOOLSETS: 'all',
};

let service: TestApp;
let surface: ListedTool[];
const listed = new Map<string, ListedTool[]>();
const listsOfEach = new Map<string, PromisedLists>();

beforeAll(async () => {
  service = await startApp(NO_BACKEND);
  for (const generation of GENERATIONS) {
    const client = await generation.connect({ endpoint: `http://127.0.0.1:${service.port}/mcp` });
    listed.set(generation.name, await client.tools());
    listsOfEach.set(generation.name, { instructions: client.instructions, ...(await client.lists()) });
    await client.close();
  }
  surface = listed.get(GENERATIONS[0]?.name ?? '') ?? [];
  const lists = listsOfEach.get(GENERATIONS[0]?.name ?? '');
  if (MAY_UPDATE && lists) writeSurface(surface, lists);
});

afterAll(async () => service.close());

test.each(GENERATIONS)('$name is told exactly the committed surface (UPDATE_SURFACE=1 rewrites it)', ({ name }) => {
  expect(listed.get(name)).toEqual(committedSurface());
  expect(listsOfEach.get(name)).toEqual(committedLists());
});

test('the surface is every tool and every list', () => {
  expect(surface.map(({ name }) => name)).toEqual(committedSurface().map(({ name }) => name));
});

/** Checks every tool, and says which one it was that failed. */
function everyTool(check: (tool: ListedTool) => void): void {
  for (const tool of surface) {
    try {
      check(tool);
    } catch (thrown) {
      throw new Error(`${tool.name}: ${(thrown as Error).message}`, { cause: thrown });
    }
  }
}

describe('every tool', () => {
  test('has a name, a title and a description that every client takes', () => {
    everyTool((tool) => {
      const { name, title = '', description = '' } = tool;
      expect(name).toMatch(/^[a-z]+(?:_[a-z]+)+$/);
      expect(name.length).toBeLessThanOrEqual(40);
      expect(title).toMatch(/^[A-Z].{5,50}$/);
      expect(description).toMatch(/Does not [a-z]/);
      expect(description.length).toBeLessThanOrEqual(600);
    });
  });

  test('writes out its four hints, and they agree', () => {
    everyTool((tool) => {
      const { readOnlyHint, destructiveHint, idempotentHint, openWorldHint, ...rest } = tool.annotations ?? {};
      for (const hint of [readOnlyHint, destructiveHint, idempotentHint, openWorldHint])
        expect(typeof hint).toBe('boolean');
      expect(rest).toEqual({ title: tool.title });
      expect([readOnlyHint && destructiveHint, readOnlyHint && !idempotentHint]).toEqual([false, false]);
    });
  });

  test('has schemas of JSON Schema 2020-12', () => {
    everyTool((tool) => {
      const isSchema = new AjvJsonSchemaValidator().getValidator({
        $ref: 'https://json-schema.org/draft/2020-12/schema',
      });
      expect(isSchema({ type: 'nonsense' }).valid).toBe(false);
      for (const schema of [tool.inputSchema, tool.outputSchema]) {
        expect(schema).toMatchObject({ type: 'object' });
        expect(isSchema(schema).errorMessage).toBeUndefined();
      }
    });
  });

  test('has schemas without what some clients refuse', () => {
    everyTool((tool) => {
      for (const schema of [tool.inputSchema, tool.outputSchema ?? {}]) {
        for (const union of ['anyOf', 'oneOf', 'allOf', 'not', 'if']) expect(schema).not.toHaveProperty(union);
        expect(unportable(schema, '')).toEqual([]);
      }
    });
  });

  test('describes each argument, and its required ones exist', () => {
    everyTool((tool) => {
      const { properties, required = [], additionalProperties } = tool.inputSchema as unknown as InputSchema;
      expect(additionalProperties).toBe(false);
      for (const { type, description, items } of Object.values(properties)) {
        expect(['string', 'number', 'integer', 'boolean', 'array']).toContain(type);
        // Some clients refuse a list that does not say of what.
        expect(items?.type).toBe(type === 'array' ? 'string' : undefined);
        expect(description).toMatch(/^\S.{5,}/);
      }
      expect(required.filter((argument) => !(argument in properties))).toEqual([]);
    });
  });
});

interface InputSchema {
  readonly properties: Record<string, { type: string; description?: string; items?: { type: string } }>;
  readonly required?: string[];
  readonly additionalProperties: boolean;
}

/** VS Code drops every tool of a server for one such list. */
const hasDuplicates = (items: unknown): boolean => Array.isArray(items) && new Set(items).size < items.length;

/** Places in a schema that use references, lists of types, an item twice in an enum, or values that JSON has no number for. */
function unportable(node: unknown, path: string): string[] {
  if (typeof node === 'string') return /^(?:NaN|-?Infinity|undefined|\[object)/.test(node) ? [path] : [];
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, child]) => {
    const here = `${path}/${key}`;
    const rejected =
      ['$ref', '$defs', 'definitions', '$dynamicRef'].includes(key) ||
      (key === 'type' && Array.isArray(child)) ||
      (key === 'enum' && hasDuplicates(child));
    // No keyword of our schemas has null as its value: it is what NaN turns into on the wire.
    return rejected || child === null ? [here] : unportable(child, here);
  });
}

test('the check of schemas sees what it is to see', () => {
  const planted = {
    properties: { a: { $ref: '#/x' }, b: { type: ['string', 'null'] }, c: { maximum: null }, d: { enum: ['x', 'x'] } },
    $defs: {},
  };
  expect(unportable(planted, '')).toEqual([
    '/properties/a/$ref',
    '/properties/b/type',
    '/properties/c/maximum',
    '/properties/d/enum',
    '/$defs',
  ]);
});
