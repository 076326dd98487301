/**
 * Names for the statements that a process says all day long: named, PostgreSQL plans each once per connection instead of at every call.
 * Bounded: what comes after the first `max` different texts stays unnamed, so that lists of varying lengths do not pile up on the server.
 */
export const createNoms = (max = 300): ((requete: { sql: string }) => string) => {
  const noms = new Map<string, string>();
  return ({ sql }) => {
    const connu = noms.get(sql);
    if (connu !== undefined) return connu;
    if (noms.size >= max) return '';
    const nom = `s${noms.size}`;
    noms.set(sql, nom);
    return nom;
  };
};
