import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import {
  Allow,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Max,
  Min,
  validateSync,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import * as fc from 'fast-check';
import { TOOL_METADATA, type ToolOptions } from '../../src/mcp/decorators/tool.decorator.js';
import { INVOICE_TOOLS } from '../../src/invoices/tools/index.js';
import { compileRules } from '../../src/mcp/schema/compiled-rules.js';
import { inputSchemaOf } from '../../src/mcp/schema/json-schema.js';

const ROUNDS = 2_000;

/** The argument classes of all tools. */
const INPUTS: readonly Type<object>[] = INVOICE_TOOLS.flatMap((tool) =>
  Object.getOwnPropertyNames(tool.prototype)
    .map(
      (name) =>
        Reflect.getMetadata(TOOL_METADATA, (tool.prototype as unknown as Record<string, object>)[name]!) as unknown,
    )
    .filter((options) => options !== undefined)
    .map((options) => (options as ToolOptions<object, object>).input),
);

/** Values that some rule takes, and values that none does. */
const value = fc.oneof(
  fc.constantFrom<unknown>(
    'inv_1',
    'EUR',
    '12.50',
    '0',
    'paid',
    'draft',
    'a@b.example',
    '2026-01-31',
    '2026-01-31T00:00:00Z',
  ),
  fc.constantFrom<unknown>(
    1,
    20,
    0,
    -1,
    1.5,
    Number.NaN,
    true,
    '',
    ' ',
    'x'.repeat(400),
    [],
    ['id', 'status'],
    {},
    null,
  ),
  fc.string(),
);

const saysTheLibrary = (instance: object): boolean =>
  validateSync(instance, { forbidUnknownValues: false }).length === 0;

test('every tool has a class of arguments', () => {
  expect(INPUTS).toHaveLength(INVOICE_TOOLS.length);
});

test.each(INPUTS)('the compiled rules of %o and class-validator agree', (input) => {
  const keepsRules = compileRules(input);
  const names = Object.keys(inputSchemaOf(input).properties ?? {});
  const args = fc.dictionary(fc.constantFrom('', ...names), value, { maxKeys: names.length });
  const kept = { yes: 0, no: 0 };
  fc.assert(
    fc.property(args, (given) => {
      const instance = plainToInstance(input, given);
      const verdict = keepsRules ? keepsRules(instance) : saysTheLibrary(instance);
      kept[verdict ? 'yes' : 'no'] += 1;
      return verdict === saysTheLibrary(instance);
    }),
    { numRuns: ROUNDS, seed: 20_260_728 },
  );
  expect(kept.yes + kept.no).toBe(ROUNDS);
  expect(kept.no).toBeGreaterThan(0);
});

class Conditional {
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(5)
  count?: unknown;

  @ValidateIf(({ count }: Conditional) => count === 3)
  @IsString()
  @Length(2, 4)
  note?: unknown;
}

test('rules that count under a condition only, count under it only', () => {
  const keepsRules = compileRules(Conditional)!;
  const values = [undefined, null, 0, 1, 3, 5, 6, 'a', 'ab', 'abcde'];
  const pairs = values.flatMap((count) => values.map((note) => Object.assign(new Conditional(), { count, note })));
  expect(pairs.map(keepsRules)).toEqual(pairs.map(saysTheLibrary));
});

class Nesting {
  @ValidateNested()
  child: Conditional;
}

class Each {
  @IsString({ each: true })
  names: string[];
}

class Anything {
  @Allow()
  any: unknown;
}

test.each([Nesting, Each, Anything])('%o asks for more than is compiled, and is left to the library', (input) => {
  expect(compileRules(input)).toBeUndefined();
});
