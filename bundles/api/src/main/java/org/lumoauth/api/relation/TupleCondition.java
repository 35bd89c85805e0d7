package org.lumoauth.api.relation;

import java.util.Map;

/**
 * Under which condition of the model a tuple holds.
 *
 * @param name the condition's name
 * @param context values of its parameters that are kept with the tuple, JSON-like; they win over
 *     those of a question
 */
public record TupleCondition(String name, Map<String, Object> context) {
  public TupleCondition {
    context = Map.copyOf(context);
  }
}
