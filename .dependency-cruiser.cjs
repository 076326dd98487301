// Who may import whom. One rule per room: everything of the project that its row does not name is refused.
// Tests sit beside the code and may use the test tools (e2e/outils) and the contracts that they replay, so the rows speak of the rest.

const ROOMS = '^(domain|systems|workflows|activities|api|admin|prisma|seeds|cli|e2e|bench)/';
/** Tests, and the folders `essais` that hold their tools. */
const TEST = '\\.test\\.tsx?$|/essais/';
/** What a system says to the others: its messages, and the shared forms that they are made of. */
const CONTRACTS = ['^systems/[^/]+/contract\\.ts$', '^systems/socle/(contrat|offre|suivi|etat)\\.ts$'];

const room = (name, { from, may, severity = 'error' }) => ({
  name,
  severity,
  from: { path: from ?? `^${name}/`, pathNot: TEST },
  to: { path: ROOMS, pathNot: may },
});

module.exports = {
  forbidden: [
    room('domain', { may: ['^domain/'] }),
    {
      name: 'domain-pure',
      comment: 'The domain does no I/O: no Node module, and of npm only what computes.',
      severity: 'error',
      from: { path: '^domain/', pathNot: TEST },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-no-pkg'], pathNot: '^node_modules/(zod|date-fns|@date-fns/tz|fast-xml-parser)/' },
    },
    {
      name: 'systems',
      comment: 'A partner knows the domain, its own tables and what all partners share; never another partner, never the tables of the hub.',
      severity: 'error',
      from: { path: '^systems/([^/]+)/', pathNot: TEST },
      to: { path: ROOMS, pathNot: ['^domain/', '^systems/($1|socle)/', '^prisma/(systeme\\.ts|generated/systeme/)'] },
    },
    room('workflows', { may: ['^domain/', '^workflows/', '^activities/'] }),
    {
      name: 'workflows-activities-by-type',
      comment: 'The code of an activity in the sandbox of a workflow would do I/O while replaying.',
      severity: 'error',
      from: { path: '^workflows/', pathNot: TEST },
      to: { path: '^activities/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'workflows-deterministic',
      severity: 'error',
      from: { path: '^workflows/', pathNot: TEST },
      to: {
        dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-no-pkg'],
        dependencyTypesNot: ['type-only'],
        pathNot: '^node_modules/@temporalio/(workflow|common)/',
      },
    },
    room('activities', { may: ['^domain/', '^activities/', '^prisma/(?!systeme\\.ts|generated/systeme/)', ...CONTRACTS] }),
    room('api', { may: ['^domain/', '^api/', '^prisma/(?!systeme\\.ts|generated/systeme/)', '^workflows/messages\\.ts$', ...CONTRACTS] }),
    room('admin', { may: ['^domain/', '^admin/', '^api/contract/'] }),
    room('prisma', { may: ['^domain/', '^prisma/'] }),
    {
      name: 'no-test-in-the-product',
      severity: 'error',
      from: { path: ROOMS, pathNot: [TEST, '^e2e/', '^bench/'] },
      to: { path: [TEST, '^e2e/', '^bench/'] },
    },
    {
      name: 'no-circular',
      severity: 'error',
      from: { path: ROOMS },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'no-unresolvable', severity: 'error', from: { path: ROOMS }, to: { couldNotResolve: true } },
    {
      name: 'no-dev-dependency-in-the-product',
      comment: 'A production install has no devDependencies.',
      severity: 'error',
      from: { path: ROOMS, pathNot: [TEST, '^e2e/', '^bench/'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '^node_modules/@types/' },
    },
  ],
  options: {
    doNotFollow: { path: ['^node_modules/', '/generated/', '/dist/'] },
    exclude: { path: ['(^|/)dist/', '^workflows/histories/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
