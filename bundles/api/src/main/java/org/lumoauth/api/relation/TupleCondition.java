/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.relation;

import java.util.Map;

/**
 * The condition of the model under which a tuple applies.
 *
 * @param name the name of the condition
 * @param context parameter values that are stored with the tuple, JSON-like; they take precedence
 *     over those of a question
 */
public record TupleCondition(String name, Map<String, Object> context) {
  public TupleCondition {
    context = Map.copyOf(context);
  }
}
