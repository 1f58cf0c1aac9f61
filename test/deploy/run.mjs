// The tests of what is deployed: npm run test:deploy -- [jest arguments]
import { needPrograms, PROGRAMS, runTests } from '../harness/jest-with-programs.mjs';
import { installTools } from './tools/install.mjs';

needPrograms('test:deploy', [PROGRAMS.promtool]);
await installTools();
runTests('test/deploy');
