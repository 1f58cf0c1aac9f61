import { DiscoveryService } from '@nestjs/core';

/** Marks a class that contains MCP tools, for discovery. List it in the `providers` of a module. */
export const ToolProvider = DiscoveryService.createDecorator<void>();
