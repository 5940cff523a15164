/** From this seed on a blob is a photograph out of the folder that RETINADESK_PHOTOGRAPHS names, where one is set. */
export const REAL_FROM = 0x1000
