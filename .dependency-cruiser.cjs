/** The house's walls as rules: what may import what, and why. See docs/architecture.md. */
const TEST = '\\.test\\.tsx?$';
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    rule(
      'no-mysteries',
      'An import that cannot be resolved escapes every other rule.',
      {},
      { couldNotResolve: true, pathNot: '^@graphql-typed-document-node/core$|^(\\.\\./)*dist/' },
    ),
    rule('no-circles', 'Data flows one way.', {}, { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }),
    rule(
      'domain-is-pure',
      'domain/ imports only domain/: no I/O, no framework, no package.',
      { path: '^domain/' },
      { pathNot: '^domain/' },
    ),
    rule(
      'contract-imports-nothing',
      'schema/ is the contract; it depends on nothing of ours.',
      { path: '^schema/' },
      { path: '^(server|client|domain|sandbox|tests)/' },
    ),
    rule(
      'server-never-sees-client',
      'The server does not know its browser.',
      { path: '^server/' },
      { path: '^(client|tests)/' },
    ),
    rule(
      'client-never-sees-server',
      'The browser knows the contract and the domain, never the server.',
      { path: '^client/' },
      { path: '^(server|tests)/' },
    ),
    rule(
      'sandbox-shares-nothing',
      'The stand-in is an oracle: it may not share code with what it checks.',
      { path: '^sandbox/' },
      { path: '^(server|client|domain|schema|tests)/' },
    ),
    rule(
      'nobody-sees-the-sandbox',
      'The product knows QuickBooks by its address alone; only tests open the stand-in.',
      { path: '^(server|client|domain|schema)/' },
      { path: '^sandbox/' },
    ),
    rule('nobody-imports-tests', 'Tests are leaves.', { pathNot: '^tests/' }, { path: '^tests/|' + TEST }),
    rule(
      'stories-are-leaves',
      'A story shows; nothing depends on it.',
      { pathNot: '\\.stories\\.tsx$|^\\.storybook/' },
      { path: '\\.stories\\.tsx$' },
    ),
    rule(
      'resolver-is-thin',
      'A resolver reaches its own service and types, and the context. Nothing else.',
      { path: '^server/([^/]+)/[^/]+\\.resolver\\.ts$' },
      {
        path: '^(server|domain)/',
        pathNot:
          '^server/$1/[^/]+\\.(service|entity|types)\\.ts$|^server/[^/]+/[^/]+\\.types\\.ts$|^server/context\\.ts$',
      },
    ),
    rule(
      'entities-are-data',
      'An entity points only at other entities.',
      { path: '^server/.+\\.entity\\.ts$' },
      { path: '^server/', pathNot: '\\.entity\\.ts$|/role\\.ts$' },
    ),
    rule(
      'access-is-a-question',
      'access files answer yes or no from data in hand.',
      { path: '^server/.+\\.access\\.ts$' },
      { path: '^server/', pathNot: '\\.(entity|access)\\.ts$' },
    ),
    rule(
      'rooms-talk-through-services',
      'Another room is never reached by its loaders, resolver or job.',
      { path: '^server/([^/]+)/' },
      { path: '^server/[^/]+/.+\\.(loaders|resolver|job)\\.ts$', pathNot: '^server/$1/' },
    ),
    rule(
      'services-do-not-look-up',
      'A service never imports a resolver, loader, job or the HTTP context.',
      { path: '\\.service\\.ts$' },
      { path: '\\.(resolver|loaders|job)\\.ts$|^server/(context|app|main|composeServer)\\.ts$' },
    ),
    rule(
      'only-the-root-reads-config',
      'Only the composition root opens config.ts.',
      {
        path: '^server/',
        pathNot:
          '^server/(main|composeServer|app|config|configReference)\\.ts$|^server/(seeds|platform)/prepareDatabase\\.ts$|Command\\.ts$',
      },
      { path: '^server/config\\.ts$' },
    ),
    rule(
      'platform-is-the-floor',
      'platform/ knows no room.',
      { path: '^server/platform/' },
      { path: '^server/(?!platform/|migrations/)' },
    ),
    rule(
      'offline-has-one-door',
      'Rooms enter offline/ by its index, senders of what is queued by sending.ts, the service worker by background.ts.',
      { path: '^client/', pathNot: '^client/offline/|^client/serviceWorker\\.ts$|\\.stories\\.tsx$' },
      { path: '^client/offline/(?!(index|sending)\\.tsx?$)' },
    ),
    rule(
      'only-device-store-touches-idb',
      'idb is opened in one file.',
      { pathNot: '^client/offline/deviceStore\\.ts$|^tests/' },
      { path: '(^|node_modules/)idb(/|$)' },
    ),
    rule(
      'ui-is-dumb',
      'ui/ draws what it is given: no Apollo, no offline, no room.',
      { path: '^client/ui/' },
      { path: '^client/(?!ui/|theme/)|(^|node_modules/)@apollo/' },
    ),
    rule(
      'rooms-do-not-import-rooms',
      'Share through ui/, domain/ or offline/.',
      { path: '^client/(clients|digest|session)/', pathNot: '\\.stories\\.tsx$' },
      { path: '^client/(clients|digest|session)/', pathNot: '^client/$1/' },
    ),
    rule(
      'intuit-has-one-door',
      'Only server/quickbooks/ speaks to QuickBooks.',
      { path: '^server/', pathNot: '^server/quickbooks/' },
      { path: 'node_modules/intuit-oauth' },
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|storybook-static|coverage|\\.runway)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'browser', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs'],
    },
  },
};
