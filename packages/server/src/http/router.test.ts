import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Router } from './router.ts';

function routerOf(...paths: readonly string[]): Router<string> {
  const router = new Router<string>();
  for (const path of paths) router.add(['GET'], path, path);
  return router;
}

test('plain text goes before a name, a name before the rest; what was tried in vain is taken back', () => {
  const router = routerOf('/a/:id', '/a/new', '/a/:id/b', '/a/new/c', '/a/*', '/:one/:two/x');
  const cases: [path: string, target: string | null, route: object][] = [
    ['/a/new', '/a/new', {}],
    ['/a/7', '/a/:id', { id: '7' }],
    ['/a/new/b', '/a/:id/b', { id: 'new' }],
    ['/a/new/c', '/a/new/c', {}],
    ['/a/new/d/e', '/a/*', { '*': 'new/d/e' }],
    ['/q/r/x', '/:one/:two/x', { one: 'q', two: 'r' }],
    ['/a', null, {}],
    ['/q/r', null, {}],
    ['', null, {}],
    ['/', null, {}],
    [`/q/${'r'.repeat(65)}/x`, null, {}],
    ['/q//x', null, {}],
  ];
  for (const [path, target, route] of cases) {
    const found = router.find(path);
    assert.equal(found?.methods.get('GET') ?? null, target, path);
    if (found) assert.deepEqual(found.route, route, path);
  }
});

test('a path knows all of its methods, in their order; the same twice is a mistake', () => {
  const router = new Router<number>();
  router.add(['GET', 'HEAD'], '/a/:id', 1);
  router.add(['POST'], '/a/:id', 2);
  assert.deepEqual([...router.find('/a/x')!.methods], [['GET', 1], ['HEAD', 1], ['POST', 2]]); // prettier-ignore
  assert.throws(() => router.add(['POST'], '/a/:id', 3), /POST \/a\/:id was added before/);
});

test('no name of an object leads anywhere', () => {
  const router = routerOf('/a/:id/b');
  for (const part of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
    assert.equal(router.find(`/${part}`), null);
    assert.deepEqual(Object.entries(router.find(`/a/${part}/b`)!.route), [['id', part]]);
  }
});

test('every path that was added is found, among any others', () => {
  const part = fc.constantFrom('a', 'b', ':id', 'c');
  const path = fc.array(part, { minLength: 1, maxLength: 4 }).map(parts => `/${parts.join('/')}`);
  fc.assert(
    fc.property(fc.uniqueArray(path, { maxLength: 12 }), paths => {
      const router = routerOf(...paths);
      for (const each of paths) {
        const concrete = each.replaceAll(':id', 'zzz');
        assert.equal(router.find(concrete)?.methods.get('GET'), each);
      }
    }),
  );
});
