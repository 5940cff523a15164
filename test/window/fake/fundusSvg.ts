import type { ImagePoint } from '#shared/domain/geometry.ts'
import type { BlobName } from './blobName.ts'
import { drawnFundus, type DrawnFundus, type DrawnLesion, type DrawnVessel } from './drawnFundus.ts'

const line = (points: readonly ImagePoint[]): string =>
  points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')

const strokes = (vessels: readonly DrawnVessel[], colour: (vessel: DrawnVessel) => string): string =>
  vessels
    .map(
      (vessel) =>
        `<polyline points="${line(vessel.points)}" fill="none" stroke="${colour(vessel)}" stroke-width="${vessel.width.toFixed(1)}" stroke-linecap="round" stroke-linejoin="round"/>`
    )
    .join('')

const colours = { microaneurysm: '#5e120c', haemorrhage: '#56100b', hardExudate: '#f3dd8c', softExudate: '#e8c9a0' }

const polygon = ({ lesion, outline }: DrawnLesion): string =>
  `<polygon points="${outline.map((value) => value.toFixed(1)).join(' ')}" fill="${colours[lesion]}" opacity="${lesion === 'softExudate' ? 0.6 : 0.9}"/>`

const gradient = (id: string, at: { centre: ImagePoint; radius: number }, stops: string): string =>
  `<radialGradient id="${id}" gradientUnits="userSpaceOnUse" cx="${at.centre.x}" cy="${at.centre.y}" r="${at.radius}">${stops}</radialGradient>`

const stop = (offset: number, colour: string, opacity = 1): string =>
  `<stop offset="${offset}" stop-color="${colour}" stop-opacity="${opacity}"/>`

function retina({ field, disc, fovea, vessels, lesions }: DrawnFundus): string {
  const paint = [
    gradient('base', field, stop(0.1, '#b8572a') + stop(0.7, '#9c4421') + stop(1, '#552010')),
    gradient(
      'glow',
      { centre: disc.centre, radius: field.radius * 0.5 },
      stop(0, '#ffb366', 0.35) + stop(1, '#ffb366', 0)
    ),
    gradient(
      'macula',
      { centre: fovea, radius: field.radius * 0.24 },
      stop(0, '#4a1a0c', 0.8) + stop(0.5, '#5a200f', 0.4) + stop(1, '#5a200f', 0)
    ),
    gradient(
      'disc',
      { centre: disc.centre, radius: disc.radius },
      stop(0, '#fff0c8') + stop(0.42, '#ffd795') + stop(0.92, '#f0a860') + stop(1, '#f0a860', 0.2)
    )
  ].join('')
  const circle = (fill: string): string =>
    `<circle cx="${field.centre.x}" cy="${field.centre.y}" r="${field.radius}" fill="url(#${fill})"/>`
  return `<defs>${paint}<clipPath id="field"><circle cx="${field.centre.x}" cy="${field.centre.y}" r="${field.radius}"/></clipPath></defs>
<g clip-path="url(#field)">${circle('base')}${circle('glow')}${circle('macula')}
<circle cx="${disc.centre.x}" cy="${disc.centre.y}" r="${disc.radius}" fill="url(#disc)"/>
<g opacity="0.85">${strokes(vessels, ({ kind }) => (kind === 'artery' ? '#8e2a18' : '#661710'))}</g>
${lesions.map(polygon).join('')}</g>`
}

function mask({ field, vessels }: DrawnFundus, kind: BlobName['kind']): string {
  const wanted = vessels.filter((vessel) => kind === 'vessels' || (kind === 'arteries') === (vessel.kind === 'artery'))
  return `<clipPath id="field"><circle cx="${field.centre.x}" cy="${field.centre.y}" r="${field.radius}"/></clipPath>
<g clip-path="url(#field)">${strokes(wanted, () => '#fff')}</g>`
}

/** The drawing that a blob shows, as SVG on black. */
export function fundusSvg({ kind, seed, width, height }: BlobName): string {
  const drawn = drawnFundus(seed, { width, height })
  const content = kind === 'photograph' || kind === 'thumbnail' ? retina(drawn) : mask(drawn, kind)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><rect width="100%" height="100%" fill="#000"/>${content}</svg>`
}
