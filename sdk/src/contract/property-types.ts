// The one place to import the property system from; the concepts behind it have a file each.

export {
  CHANGE_PROP_TYPE,
  isTransmittable,
  PROP_ID,
  PROP_TAG,
  PROP_TYPE,
  type PropertyValue,
  type PropertyValueByType,
  type PropertyValueOf,
  type PropTag,
  propTag,
  propTagFromNumber,
} from './property-tag.js';
export { propTagName } from './property-tag-name.js';
export * from './property-type-codes.js';
export { isMultiValued, propTypeName } from './property-type-name.js';
export { findValue, isPropertyValue, propertyValuesEqual, propValue, type SPropValue } from './property-value.js';
