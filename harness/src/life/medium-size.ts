/** Room for the data of a life of many items, as `mount` reads it; only what is used takes memory. */
export const MEDIUM_SIZE = '256m';
