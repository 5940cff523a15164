import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { Analysis } from '#shared/domain/analysis.ts'
import { demonstrate } from '../../scripts/demonstrate.ts'
import { readPdf } from './report/pdfText.ts'

const left = (name: string): string => join(import.meta.dirname, '../../out/demonstration', name)

// Two analyses, an app that starts, and a report.
it('without a display the demonstration session is analysed whole, and leaves window, analyses and report', async () => {
  const before = Date.now()
  expect(await demonstrate()).toBe(0)
  const analyses = z.array(Analysis).parse(JSON.parse(await readFile(left('analysis.json'), 'utf8')))
  expect(analyses.map(({ landmarks }) => landmarks.eye?.eye)).toEqual(['OD', 'OS'])
  expect(analyses.every(({ findings }) => findings.length > 0)).toBe(true)
  const { words } = await readPdf(await readFile(left('report.pdf')))
  expect(words.join(' ')).toContain('Demo, IDRiD A')
  expect((await stat(left('window.png'))).mtimeMs).toBeGreaterThan(before)
}, 600_000)
