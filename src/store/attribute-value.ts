/** An attribute of an item, as filters compare it. A list matches when any of its values does. */
export type AttributeValue = string | number | boolean | readonly string[];
