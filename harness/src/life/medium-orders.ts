/** In the folder for orders: a command that changes the medium, as a list of words in JSON. */
export const MEDIUM_ORDER = 'order.json';
/** And what has become of it: `{ "problem": null }`, or what went wrong. */
export const MEDIUM_ANSWER = 'answer.json';
