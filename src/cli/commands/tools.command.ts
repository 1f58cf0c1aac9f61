import { NestFactory } from '@nestjs/core';
import { AppModule } from '../../app.module.js';
import { withUpstream, type Config } from '../../config/config.js';
import { Secret } from '../../config/secret.js';
import {
  promptList,
  PromptRegistry,
  resourceList,
  ResourceRegistry,
  resourceTemplateList,
  toolList,
  ToolRegistry,
} from '../../mcp/index.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import type { Terminal } from '../terminal.js';

/** Never called: listing tools needs the modules, but no backend. */
const NO_BACKEND = { baseUrl: 'http://localhost', apiKey: new Secret(''), orgId: undefined };

/**
 * Prints the tools, resources and prompts: names and descriptions for a person, or for a program one object with the list
 * results that a client gets.
 */
export async function tools(config: Config, { out, interactive, bold }: Terminal): Promise<ExitCode> {
  const app = await NestFactory.createApplicationContext(AppModule.core(withUpstream(config, NO_BACKEND)), {
    logger: false,
    abortOnError: false,
  });
  const offered = app.get(ToolRegistry).all();
  const resources = app.get(ResourceRegistry).all();
  const prompts = app.get(PromptRegistry).all();
  if (interactive) {
    const named = [...offered, ...prompts].map(({ options }) => ({ ...options, address: options.name }));
    const addressed = resources.map(({ address, options }) => ({ ...options, address }));
    for (const { address, description } of [...named, ...addressed]) out(`${bold(address)}\n  ${description}\n`);
  } else {
    const lists = { ...toolList(offered), ...resourceList(resources), ...resourceTemplateList(resources) };
    out(JSON.stringify({ ...lists, ...promptList(prompts) }, null, 2));
  }
  await app.close();
  return EXIT.ok;
}
