const foundation = 'storage|db|imaging|inference|models|settings|logging|jobs'
const capability = 'analysis|assistant|report|dataset|evaluation'
const useCases = 'desk'
const shell = ['^src/main/electron/', '^src/main/index\\.ts$']

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'shared-is-environment-free',
      severity: 'error',
      from: { path: '^src/shared' },
      to: { pathNot: ['^src/shared', '^node_modules/zod'] }
    },
    {
      name: 'electron-only-in-shell',
      severity: 'error',
      from: { path: '^src', pathNot: [...shell, '^src/preload/'] },
      to: { path: '^node_modules/electron/' }
    },
    {
      name: 'core-never-imports-shell',
      severity: 'error',
      from: { path: '^src/main/', pathNot: shell },
      to: { path: '^src/main/electron/' }
    },
    {
      name: 'cli-and-workers-cannot-reach-electron',
      severity: 'error',
      from: { path: '^src/main/(cli|inference/entries)/' },
      to: { path: '^(node_modules/electron/|src/main/electron/)', reachable: true }
    },
    {
      name: 'main-loads-no-engine',
      comment: 'Decoding, models and layout run in processes of their own.',
      severity: 'error',
      from: { path: '^src/main/index\\.ts$' },
      to: { path: '^node_modules/(sharp|onnxruntime-node|node-llama-cpp|@react-pdf)/', reachable: true }
    },
    {
      name: 'foundation-never-imports-capability',
      severity: 'error',
      from: { path: `^src/main/(${foundation})/`, pathNot: '^src/main/inference/entries/' },
      to: { path: `^src/main/(${capability}|${useCases}|cli)/` }
    },
    {
      name: 'capability-never-imports-entry',
      severity: 'error',
      from: { path: `^src/main/(${foundation}|${capability}|${useCases})/` },
      to: { path: '^src/main/(cli/|inference/entries/|index\\.ts$)' }
    },
    {
      name: 'capability-never-imports-use-cases',
      severity: 'error',
      from: { path: `^src/main/(${capability}|cli)/` },
      to: { path: `^src/main/(${useCases})/` }
    },
    {
      name: 'renderer-sees-only-shared',
      severity: 'error',
      from: { path: '^src/renderer' },
      to: { path: '^src/(main|preload)' }
    },
    {
      name: 'renderer-has-no-node',
      severity: 'error',
      from: { path: '^src/renderer' },
      to: { dependencyTypes: ['core'] }
    },
    {
      name: 'preload-sees-only-shared',
      severity: 'error',
      from: { path: '^src/preload' },
      to: { path: '^src/(main|renderer)' }
    },
    {
      name: 'main-never-sees-renderer',
      severity: 'error',
      from: { path: '^src/main' },
      to: { path: '^src/(renderer|preload)' }
    },
    {
      name: 'source-never-imports-tests-or-scripts',
      severity: 'error',
      from: { path: '^src' },
      to: { path: '^(test|scripts)/' }
    },
    {
      name: 'features-are-islands',
      severity: 'error',
      from: { path: '^src/renderer/src/features/([^/]+)/' },
      to: { path: '^src/renderer/src/features/([^/]+)/', pathNot: '^src/renderer/src/features/$1/' }
    },
    {
      name: 'feature-front-door',
      severity: 'error',
      from: { path: '^src', pathNot: '^src/renderer/src/features/' },
      to: {
        path: '^src/renderer/src/features/[^/]+/.+',
        pathNot: '^src/renderer/src/features/[^/]+/index\\.tsx?$'
      }
    },
    {
      name: 'model-is-framework-free',
      severity: 'error',
      from: { path: '^src/renderer/src/features/[^/]+/model/' },
      to: { path: '^node_modules/(react|react-dom|konva|react-konva|zustand|@tanstack)/' }
    },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } }
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.node.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.cjs', '.mjs', '.d.ts', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types']
    }
  }
}
