package org.lumoauth.authz.rebac.model;

import java.util.Map;

/**
 * A type of objects.
 *
 * @param name its name
 * @param relations its relations by name
 */
public record ObjectTypeDefinition(String name, Map<String, RelationDefinition> relations) {
  public ObjectTypeDefinition {
    relations = Map.copyOf(relations);
  }
}
