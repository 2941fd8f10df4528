/** Every route of some controllers, as Nest's decorators and ours declare them. */
import { ruleOf, type RouteRule } from './route-rule.js';

export interface Route {
  readonly method: string;
  /** With parameters as `:name`. */
  readonly path: string;
  readonly controller: string;
  readonly rule: RouteRule | undefined;
}

/** As a part of the agent that others are given. */
export class Routes {
  constructor(
    readonly list: readonly Route[],
    /** Of the product. */
    readonly version: string,
  ) {}
}

export type Controller = abstract new (...parts: never[]) => object;

/** Nest numbers them. */
const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'];

export function routesOf(controllers: readonly Controller[]): Route[] {
  return controllers.flatMap((controller) => {
    const prototype = controller.prototype as Readonly<Record<string, unknown>>;
    const names = Object.getOwnPropertyNames(prototype).filter((name) => name !== 'constructor');
    return names.flatMap((name) => routesAt(controller.name, prototype[name]));
  });
}

function routesAt(controller: string, handler: unknown): Route[] {
  if (typeof handler !== 'function' || !Reflect.hasMetadata('path', handler)) return [];
  const method = METHODS[Reflect.getMetadata('method', handler) as number] ?? 'ALL';
  const paths = [Reflect.getMetadata('path', handler) as string | string[]].flat();
  return paths.map((path) => ({
    ...{ method, path: `/${path.replace(/^\//, '')}`, controller, rule: ruleOf(handler) },
  }));
}

/** The methods by which something is at `path`, which holds no parameters but values. */
export function methodsAt(routes: readonly Route[], path: string): string[] {
  const levels = path.split('/');
  const fits = (pattern: string[]): boolean =>
    pattern.length === levels.length &&
    pattern.every((level, k) => level === levels[k] || (level.startsWith(':') && levels[k] !== ''));
  return routes.filter((route) => fits(route.path.split('/'))).map(({ method }) => method);
}
