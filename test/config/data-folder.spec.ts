import { dataFolder } from '../../src/config/data-folder.js';
import type { Variables } from '../../src/config/variables.js';

test.each<[NodeJS.Platform, Variables, string | undefined, string | undefined]>([
  ['linux', {}, '/home/you', '/home/you/.local/share/orvion-mcp'],
  ['linux', { XDG_DATA_HOME: '/data' }, '/home/you', '/data/orvion-mcp'],
  ['linux', { XDG_DATA_HOME: 'data' }, '/home/you', '/home/you/.local/share/orvion-mcp'],
  ['linux', { XDG_DATA_HOME: '/data' }, undefined, '/data/orvion-mcp'],
  ['darwin', {}, '/Users/you', '/Users/you/Library/Application Support/orvion-mcp'],
  ['win32', { LOCALAPPDATA: '/local' }, '/Users/you', '/local/orvion-mcp'],
  ['win32', {}, '/Users/you', '/Users/you/AppData/Local/orvion-mcp'],
  // A user that is only a number, in a container.
  ['linux', {}, undefined, undefined],
])('on %s with %j and home %s it is %s', (platform, variables, home, folder) => {
  expect(dataFolder(variables, platform, home)).toBe(folder);
});
