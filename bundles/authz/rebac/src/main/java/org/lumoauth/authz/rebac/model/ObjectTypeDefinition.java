/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.model;

import java.util.Map;

/**
 * An object type.
 *
 * @param name the name
 * @param relations the relations by name
 */
public record ObjectTypeDefinition(String name, Map<String, RelationDefinition> relations) {
  public ObjectTypeDefinition {
    relations = Map.copyOf(relations);
  }
}
