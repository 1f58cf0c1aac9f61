import { committedLists, type PromisedLists } from './committed-surface.js';

const { resources, resourceTemplates, prompts } = committedLists() as PromisedLists;
const everything = [...resources, ...resourceTemplates, ...prompts];

test.each(everything)(
  '$name has a title and a description that every client takes',
  ({ title = '', description = '' }) => {
    expect(title).toMatch(/^[A-Z].{5,50}$/);
    expect(description).toMatch(/^[A-Z].{10,200}$/);
  },
);

test.each(prompts)(
  'the prompt $name has a name of that form, and describes each argument',
  ({ name, arguments: args }) => {
    expect(name).toMatch(/^[a-z]+(?:_[a-z]+){1,5}$/);
    expect(name.length).toBeLessThanOrEqual(40);
    for (const { description = '', required } of args ?? []) {
      expect(description).toMatch(/^\S.{9,99}$/);
      expect(typeof required).toBe('boolean');
    }
  },
);

test.each([...resources, ...resourceTemplates])('the resource $name has an address of our own', (resource) => {
  expect(resource.uri ?? resource.uriTemplate).toMatch(/^orvion:\/\/[a-z-]+(?:\/\{[a-z_]+\})?$/);
});
