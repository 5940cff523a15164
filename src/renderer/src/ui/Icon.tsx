/** Strokes on a 16 × 16 grid. */
const strokes = {
  add: 'M8 3v10M3 8h10',
  search: 'M7 3a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM10 10l3.5 3.5',
  pan: 'M8 2v12M2 8h12M8 2 6.2 3.8M8 2l1.8 1.8M8 14l-1.8-1.8M8 14l1.8-1.8M2 8l1.8-1.8M2 8l1.8 1.8M14 8l-1.8-1.8M14 8l-1.8 1.8',
  measure: 'M2.2 10.6 10.6 2.2l3.2 3.2-8.4 8.4ZM5.2 7.6l1.5 1.5M7.4 5.4l1.5 1.5M9.6 3.2l1.2 1.2',
  box: 'M3 3h10v10H3zM1.5 3h3M3 1.5v3M14.5 13h-3M13 14.5v-3',
  fit: 'M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10M6 6h4v4H6z',
  actualSize: 'M3 5.2 4.6 4v8M11 5.2 12.6 4v8M8 6.4v.2M8 9.8v.2',
  redFree: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM4.2 11.8l7.6-7.6',
  enhance: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM8 2.5v11M8 5h3.6M8 8h5.4M8 11h3.6',
  grid: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2ZM8 5.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5ZM3.8 3.8l2.4 2.4M12.2 3.8 9.8 6.2M3.8 12.2l2.4-2.4M12.2 12.2 9.8 9.8',
  zones:
    'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2ZM8 4.6a3.4 3.4 0 1 1 0 6.8 3.4 3.4 0 0 1 0-6.8ZM8 7a1 1 0 1 1 0 2 1 1 0 0 1 0-2Z',
  compare: 'M2.5 3.5h4.5v9H2.5zM9 3.5h4.5v9H9z',
  layers: 'm8 2.5 5.5 2.8L8 8.1 2.5 5.3ZM2.5 8 8 10.8 13.5 8M2.5 10.7 8 13.5l5.5-2.8',
  eye: 'M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8ZM8 6a2 2 0 1 1 0 4 2 2 0 0 1 0-4Z',
  eyeOff:
    'M2.5 2.5l11 11M6.2 3.8A6.3 6.3 0 0 1 8 3.5C12 3.5 14.5 8 14.5 8a11 11 0 0 1-2 2.4M4 5.3A11 11 0 0 0 1.5 8S4 12.5 8 12.5a6 6 0 0 0 2.2-.4',
  accept: 'm3 8.5 3.2 3.2L13 4.8',
  reject: 'm4 4 8 8M12 4l-8 8',
  undo: 'M5.5 3 2.5 6l3 3M2.5 6H10a3.5 3.5 0 0 1 0 7H7',
  redo: 'm10.5 3 3 3-3 3M13.5 6H6a3.5 3.5 0 0 0 0 7h3',
  remove: 'M3 4.5h10M6 4.5V3h4v1.5M4.5 4.5l.6 8.5h5.8l.6-8.5M6.8 7v3.6M9.2 7v3.6',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  down: 'm4 6.2 4 4 4-4',
  right: 'm6.2 4 4 4-4 4',
  copy: 'M5.5 5.5h7.5V13H5.5zM3 10.5V3h7.5',
  again: 'M13 8a5 5 0 1 1-1.6-3.7M13 2.5v2.8h-2.8',
  stop: 'M4 4h8v8H4z',
  pick: 'M4 2.5h8v11L8 10.6l-4 2.9Z',
  sign: 'M2.5 13.5h11M4 10.5l.6-2.3 6-6 1.7 1.7-6 6Z',
  export: 'M8 2.5v7M5 6.8l3 2.9 3-2.9M3 10.5v2.5h10v-2.5',
  settings: 'M2.5 4.5h6M11.5 4.5h2M10 3v3M2.5 8h2M7.5 8h6M6 6.5v3M2.5 11.5h6M11.5 11.5h2M10 10v3',
  differs: 'M3 6h10M3 10h10M10.5 3l-5 10',
  warning: 'M8 2.5 14 13H2ZM8 6.5v3M8 11.2v.1',
  info: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM8 7.3v3.4M8 5.2v.1',
  sidebar: 'M2.5 3h11v10h-11zM6.5 3v10',
  photograph: 'M2.5 3.5h11v9h-11zM2.5 10.5l3-3 2.5 2.5 2-2 3.5 3.3M10.3 6.2v.1',
  keyboard: 'M1.5 4.5h13v7h-13zM4 7h.01M6.7 7h.01M9.3 7h.01M12 7h.01M4.7 9.5h6.6',
  theme: 'M8 2.5a5.5 5.5 0 1 0 0 11 4.6 4.6 0 0 1 0-11Z',
  dataset:
    'M2.5 4c0-1 2.5-1.7 5.5-1.7s5.5.7 5.5 1.7-2.5 1.7-5.5 1.7S2.5 5 2.5 4ZM2.5 4v8c0 1 2.5 1.7 5.5 1.7s5.5-.7 5.5-1.7V4M2.5 8c0 1 2.5 1.7 5.5 1.7s5.5-.7 5.5-1.7',
  model: 'M8 2 13.5 5v6L8 14 2.5 11V5ZM2.5 5 8 8l5.5-3M8 8v6',
  select: 'M3 3l4 10 1.6-4.4L13 7Z'
} as const

export type IconName = keyof typeof strokes

/** A line icon of the size of the text beside it; it never carries meaning alone. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={strokes[name]} />
    </svg>
  )
}
