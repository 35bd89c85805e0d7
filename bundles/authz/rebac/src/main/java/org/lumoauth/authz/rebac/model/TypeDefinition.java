package org.lumoauth.authz.rebac.model;

import java.util.Map;

/**
 * A type of objects.
 *
 * @param name its name
 * @param relations its relations by name
 */
public record TypeDefinition(String name, Map<String, RelationDefinition> relations) {
  public TypeDefinition {
    relations = Map.copyOf(relations);
  }
}
