package org.lumoauth.authz.rebac.decision;

import java.util.Optional;
import org.lumoauth.authz.rebac.engine.CompiledModel;

/**
 * Which relation stands for an action: the one of its very name; else, by the last part of a dotted
 * action as {@code documents.read}, {@code can_read} or {@code read}, the first that the type has.
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
