/** Reaching and filling the members of an instantiated type by their browse names. */
import {
  DataType,
  Variant,
  VariantArrayType,
  type BaseNode,
  type UAMethod,
  type UAObject,
  type UAVariable,
} from 'node-opcua';

/** @throws {Error} when the path leads nowhere: the instance lacks an optional member */
export function member(node: BaseNode, path: string): BaseNode {
  return path.split('.').reduce((at, name) => {
    const child = at.getChildByName(name);
    if (!child) throw new Error(`${node.browseName.toString()} has no member ${path} (stopped at ${name})`);
    return child;
  }, node);
}

export function objectAt(node: BaseNode, path: string): UAObject {
  return member(node, path) as UAObject;
}

export function variableAt(node: BaseNode, path: string): UAVariable {
  return member(node, path) as UAVariable;
}

export function methodAt(node: BaseNode, path: string): UAMethod {
  return member(node, path) as UAMethod;
}

export function setText(node: BaseNode, path: string, value: string): void {
  setValue(node, path, DataType.String, value);
}

export function setLocalized(node: BaseNode, path: string, text: string): void {
  setValue(node, path, DataType.LocalizedText, { text });
}

export function setValue(node: BaseNode, path: string, dataType: DataType, value: unknown): void {
  variableAt(node, path).setValueFromSource(new Variant({ dataType, value }));
}

/** A value that is worked out whenever it is read. */
export function computed(variable: UAVariable, dataType: DataType, value: () => unknown): void {
  variable.bindVariable({ get: () => new Variant({ dataType, value: value() }) }, true);
}

export function arrayOf(dataType: DataType, value: readonly unknown[]): Variant {
  return new Variant({ dataType, arrayType: VariantArrayType.Array, value });
}
