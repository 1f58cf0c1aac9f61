// The tests that need programs of the system: npm run test:system -- [jest arguments]
import { needPrograms, PROGRAMS, runTests } from '../harness/jest-with-programs.mjs';

needPrograms('test:system', Object.values(PROGRAMS));
runTests('test/system');
