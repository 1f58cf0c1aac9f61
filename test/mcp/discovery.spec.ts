import { Injectable, Scope, type Type } from '@nestjs/common';
import { IsString, ValidateNested } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { ToolProvider } from '../../src/mcp/decorators/tool-provider.decorator.js';
import { Tool, type ToolOptions } from '../../src/mcp/decorators/tool.decorator.js';
import { ToolRegistry } from '../../src/mcp/discovery/tool.registry.js';
import { options, startLibrary } from './tool-app.js';

async function namesOf(...providers: Parameters<typeof startLibrary>): Promise<string[]> {
  const app = await startLibrary(...providers);
  const names = app
    .get(ToolRegistry)
    .all()
    .map(({ options: { name } }) => name);
  await app.close();
  return names;
}

/** A provider of one tool. */
function holderOf(tool: ToolOptions<object, object>, scope = Scope.DEFAULT): Type {
  @ToolProvider()
  @Injectable({ scope })
  class Holder {
    @Tool(tool)
    run(): object {
      return {};
    }
  }
  return Holder;
}

@ToolProvider()
class Weather {
  @Tool(options('read_wind'))
  wind(): object {
    return {};
  }

  @Tool(options('read_rain'))
  rain(): object {
    return {};
  }

  notATool(): object {
    return {};
  }
}

@ToolProvider()
class MoreWeather extends Weather {
  @Tool(options('read_sun'))
  sun(): object {
    return {};
  }
}

@Injectable()
class NotMarked {
  @Tool(options('read_nothing'))
  nothing(): object {
    return {};
  }
}

describe('discovery', () => {
  test('finds every decorated method of a marked provider, in order of name', async () => {
    expect(await namesOf(Weather)).toEqual(['read_rain', 'read_wind']);
  });

  test('finds methods that a provider inherits', async () => {
    expect(await namesOf(MoreWeather)).toEqual(['read_rain', 'read_sun', 'read_wind']);
  });

  test('finds a provider that stands in for another token', async () => {
    expect(await namesOf({ provide: 'weather', useClass: Weather })).toEqual(['read_rain', 'read_wind']);
  });

  test('leaves providers alone that are not marked', async () => {
    expect(await namesOf(NotMarked)).toEqual([]);
  });

  test('needs no tool at all', async () => {
    expect(await namesOf()).toEqual([]);
  });
});

describe('two tools of one name', () => {
  @ToolProvider()
  class Other {
    @Tool(options('read_wind'))
    sameName(): object {
      return {};
    }
  }

  test('are rejected at start, with both places', async () => {
    await expect(namesOf(Weather, Other)).rejects.toThrow(
      'Two methods offer the tool "read_wind": Weather.wind and Other.sameName. Rename one of them.',
    );
  });
});

describe('a name that some client refuses', () => {
  test.each(['', 'Read', 'read-wind', 'read wind', '1read', '_read', 'read.wind', 'größe', 'a'.repeat(41)])(
    '%j stops the start',
    async (name) => {
      await expect(namesOf(holderOf(options(name)))).rejects.toThrow(
        `Holder.run offers a tool named "${name}". Use 1 to 40`,
      );
    },
  );

  test.each(['a', 'r2_d2', 'a'.repeat(40)])('%j is taken', async (name) => {
    expect(await namesOf(holderOf(options(name)))).toEqual([name]);
  });
});

describe('a provider that is not a singleton', () => {
  @Injectable({ scope: Scope.REQUEST })
  class PerRequest {}

  @ToolProvider()
  @Injectable()
  class DependsOnRequest {
    constructor(readonly dependency: PerRequest) {}

    @Tool(options('read_wind'))
    run(): object {
      return {};
    }
  }

  test.each([
    ['request-scoped', [holderOf(options('read_wind'), Scope.REQUEST)], 'Holder'],
    ['transient', [holderOf(options('read_wind'), Scope.TRANSIENT)], 'Holder'],
    ['request-scoped by what it depends on', [PerRequest, DependsOnRequest], 'DependsOnRequest'],
  ])('%s, is rejected at start', async (_what, providers, name) => {
    await expect(namesOf(...providers)).rejects.toThrow(
      `${name} holds tools, resources or prompts but is request-scoped or transient`,
    );
  });
});

describe('a schema that some client refuses', () => {
  class Part {
    @IsString()
    name: string;
  }

  class Reference {
    @ValidateNested()
    @JSONSchema({ $ref: '#/$defs/Part' })
    part: Part;
  }

  class ListOfTypes {
    @IsString()
    @JSONSchema({ type: ['string', 'null'] } as never)
    name: string | null;
  }

  @JSONSchema({ anyOf: [{ required: ['a'] }, { required: ['b'] }] })
  class Union {
    @IsString()
    a: string;
  }

  test.each<[string, string, Type<object>]>([
    ['Reference', '$ref', Reference],
    ['ListOfTypes', 'a list of types', ListOfTypes],
    ['Union', 'anyOf at the top', Union],
  ])('%s (%s) is rejected at start, for arguments and for data', async (name, keyword, type) => {
    const pattern = new RegExp(`The schema of ${name}\\S* uses ${keyword.replace('$', '\\$')}`);
    await expect(namesOf(holderOf(options('read_wind', { input: type })))).rejects.toThrow(pattern);
    await expect(namesOf(holderOf(options('read_wind', { output: type })))).rejects.toThrow(pattern);
  });
});
