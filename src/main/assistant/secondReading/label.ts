/** What stands over a second reader's words wherever they are shown. */
export const SECOND_READING_LABEL = 'Model’s own reading, not measured'
