const DOSE = /\b\d+(?:[.,]\d+)?\s*(?:mg|µg|mcg|g|ml|IU|units?|drops?|tablets?|capsules?)\b/iu

/** Whether a text holds a dose, figure and unit: neither the knowledge base nor what is made of it may. */
export const holdsDose = (text: string): boolean => DOSE.test(text)
