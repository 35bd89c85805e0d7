/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.decision;

import java.util.Optional;
import org.lumoauth.authz.rebac.engine.CompiledModel;

/**
 * Maps an action to a relation: the relation with the same name. Otherwise, for the last part of a
 * dotted action such as {@code documents.read}, the first defined relation of {@code can_read} and
 * {@code read}.
 */
final class ActionRelationResolver {

  private ActionRelationResolver() {}

  static Optional<String> of(CompiledModel model, String type, String action) {
    if (!model.hasType(type)) {
      return Optional.empty();
    }
    String last = action.substring(action.lastIndexOf('.') + 1);
    for (String name : new String[] {action, "can_" + last, last}) {
      if (model.relation(type, name) != null) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }
}
