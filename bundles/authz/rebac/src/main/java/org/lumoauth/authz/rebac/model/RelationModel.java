/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.model;

import java.util.Map;

/**
 * A valid model: every name in it is defined. Immutable.
 *
 * @param types the types by name
 * @param conditions the conditions by name
 */
public record RelationModel(
    Map<String, ObjectTypeDefinition> types, Map<String, ConditionDefinition> conditions) {
  public RelationModel {
    types = Map.copyOf(types);
    conditions = Map.copyOf(conditions);
  }
}
