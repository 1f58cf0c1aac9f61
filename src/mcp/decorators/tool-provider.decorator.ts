import { DiscoveryService } from '@nestjs/core';

/**
 * Marks a class as a home of MCP tools, so that discovery looks at it and at no other provider.
 * The class still has to be listed in the `providers` of a module.
 */
export const ToolProvider = DiscoveryService.createDecorator<void>();
