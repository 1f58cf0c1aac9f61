import type { Tool as ListedTool } from '@modelcontextprotocol/client';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsNumber, IsOptional, IsString } from 'class-validator';
import { IsEmail, Length, Matches, Max, Min } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { ListOf, Nested, TextOrNull } from '../../src/mcp/decorators/output.decorators.js';
import { ToolProvider } from '../../src/mcp/decorators/tool-provider.decorator.js';
import { Tool } from '../../src/mcp/decorators/tool.decorator.js';
import { modernClient } from './clients.js';
import { options, serveTools, type ToolApp } from './tool-app.js';

class EveryKind {
  @IsString()
  @Length(1, 20)
  @JSONSchema({ description: 'What to look for' })
  text: string;

  @IsInt()
  @Min(1)
  @Max(100)
  count: number;

  @IsOptional()
  @IsNumber()
  ratio?: number;

  @IsOptional()
  @IsBoolean()
  exact?: boolean;

  @IsOptional()
  @IsIn(['warm', 'cold'])
  @JSONSchema({ type: 'string' })
  kind?: 'warm' | 'cold';

  @IsOptional()
  @Matches(/^[A-Z]{3}$/)
  code?: string;

  @IsOptional()
  @IsEmail()
  @JSONSchema({ default: 'a@example.com' })
  address?: string;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(5)
  @IsString({ each: true })
  tags?: string[];
}

class Part {
  @IsString()
  @JSONSchema({ description: 'Its name' })
  name: string;

  @IsOptional()
  @TextOrNull('Anything to add')
  note?: string | null;
}

class Found {
  @Nested(Part, 'The best one')
  best: Part;

  @ListOf(Part, 'The others')
  others: Part[];

  @IsInt()
  total: number;
}

/** Two classes of one name, as happens when each tool has a file of its own. */
const LabelInput = (() => {
  class Input {
    @IsString()
    label: string;
  }
  return Input;
})();

const AmountInput = (() => {
  class Input {
    @IsInt()
    amount: number;
  }
  return Input;
})();

@ToolProvider()
class Tools {
  @Tool(
    options('search_all', {
      title: 'Search all',
      description: 'Searches everything. Does not change it.',
      annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: false, openWorldHint: true },
      input: EveryKind,
      output: Found,
    }),
  )
  search(): Found {
    return { best: { name: 'a' }, others: [], total: 1 };
  }

  @Tool(options('erase_all'))
  erase(): object {
    return {};
  }

  @Tool(options('first_input', { input: LabelInput }))
  first(): object {
    return {};
  }

  @Tool(options('second_input', { input: AmountInput }))
  second(): object {
    return {};
  }
}

let service: ToolApp;
let tools: ReadonlyMap<string, ListedTool>;

beforeAll(async () => {
  service = await serveTools([Tools]);
  const client = await modernClient(service.endpoint);
  tools = new Map((await client.listTools()).tools.map((tool) => [tool.name, tool]));
  await client.close();
});

afterAll(async () => service.app.close());

test('tools are listed in order of name', () => {
  expect([...tools.keys()]).toEqual(['erase_all', 'first_input', 'search_all', 'second_input']);
});

test('title, description and all four hints go out as they were written', () => {
  expect(tools.get('search_all')).toMatchObject({
    title: 'Search all',
    description: 'Searches everything. Does not change it.',
  });
  expect(tools.get('search_all')?.annotations).toEqual({
    title: 'Search all',
    readOnlyHint: true,
    destructiveHint: false,
    idempotentHint: false,
    openWorldHint: true,
  });
});

test('the rules of the input class are its schema', () => {
  expect(tools.get('search_all')?.inputSchema).toEqual({
    type: 'object',
    properties: {
      text: { type: 'string', minLength: 1, maxLength: 20, description: 'What to look for' },
      count: { type: 'integer', minimum: 1, maximum: 100 },
      ratio: { type: 'number' },
      exact: { type: 'boolean' },
      kind: { type: 'string', enum: ['warm', 'cold'] },
      code: { type: 'string', pattern: '^[A-Z]{3}$' },
      address: { type: 'string', format: 'email', default: 'a@example.com' },
      tags: { type: 'array', items: { type: 'string' }, maxItems: 5 },
    },
    required: ['text', 'count'],
    additionalProperties: false,
  });
});

test('a tool without arguments takes an empty object', () => {
  expect(tools.get('erase_all')?.inputSchema).toEqual({ type: 'object', properties: {}, additionalProperties: false });
});

test('two input classes of one name stay apart', () => {
  expect(tools.get('first_input')?.inputSchema.properties).toEqual({ label: { type: 'string' } });
  expect(tools.get('second_input')?.inputSchema.properties).toEqual({ amount: { type: 'integer' } });
});

test('the output schema is the envelope around the data, with everything written out in place', () => {
  const part = {
    type: 'object',
    properties: {
      name: { type: 'string', description: 'Its name' },
      note: { anyOf: [{ type: 'string' }, { type: 'null' }], description: 'Anything to add' },
    },
    required: ['name'],
  };
  const envelope = tools.get('search_all')?.outputSchema;
  expect(envelope).toMatchObject({ type: 'object', required: ['ok', 'data', 'error'] });
  expect(envelope?.properties).toMatchObject({
    ok: { type: 'boolean' },
    data: {
      anyOf: [
        {
          type: 'object',
          properties: {
            best: { ...part, description: 'The best one' },
            others: { type: 'array', items: part, description: 'The others' },
            total: { type: 'integer' },
          },
          required: ['best', 'others', 'total'],
        },
        { type: 'null' },
      ],
    },
    error: { anyOf: [{ type: 'object', required: ['code', 'message', 'details'] }, { type: 'null' }] },
  });
});

test('a tool without an output class promises no structure', () => {
  expect(tools.get('erase_all')).not.toHaveProperty('outputSchema');
});
