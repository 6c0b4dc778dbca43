import { registerEnumType } from '@nestjs/graphql';

/** A GraphQL enum over a list of words, each with what it means. */
export function enumOf<const V extends string>(
  name: string,
  description: string,
  values: { readonly [K in V]: string },
): { [K in V]: K } {
  const object = Object.fromEntries(Object.keys(values).map((k) => [k, k])) as { [K in V]: K };
  registerEnumType(object, {
    name,
    description,
    valuesMap: Object.fromEntries(Object.entries<string>(values).map(([k, d]) => [k, { description: d }])) as never,
  });
  return object;
}
