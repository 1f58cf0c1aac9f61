import { NestFactory } from '@nestjs/core';
import { AppModule } from '../../app.module.js';
import { withUpstream, type Config } from '../../config/config.js';
import { Secret } from '../../config/secret.js';
import { ToolRegistry } from '../../mcp/discovery/tool.registry.js';
import { toolList } from '../../mcp/protocol/tool-list.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import type { Terminal } from '../terminal.js';

/** Never called: listing the tools needs the modules, not the backend. */
const NO_BACKEND = { baseUrl: 'http://localhost', apiKey: new Secret(''), orgId: undefined };

/** Prints the tools: for a person their names and descriptions, for a program the whole `tools/list` result. */
export async function tools(config: Config, { out, interactive, bold }: Terminal): Promise<ExitCode> {
  const app = await NestFactory.createApplicationContext(AppModule.core(withUpstream(config, NO_BACKEND)), {
    logger: false,
    abortOnError: false,
  });
  const result = toolList(app.get(ToolRegistry).all());
  if (interactive) for (const { name, description = '' } of result.tools) out(`${bold(name)}\n  ${description}\n`);
  else out(JSON.stringify(result, null, 2));
  await app.close();
  return EXIT.ok;
}
