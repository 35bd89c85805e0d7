/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import org.lumoauth.api.authz.DecisionReason;

/**
 * A short explanation of a relation.
 *
 * @param resolvedVia {@code direct} if a tuple matches the query exactly, otherwise {@code
 *     inheritance}
 * @param path the steps from the query to the tuple
 * @param depth the number of steps
 */
record RelationResolutionView(
    @JsonProperty("resolved_via") String resolvedVia, List<String> path, int depth) {

  /** Returns the first path of an explanation: nodes of the model, ending with a tuple. */
  static RelationResolutionView of(DecisionReason why) {
    List<String> path = new ArrayList<>();
    DecisionReason step = why;
    while (!step.because().isEmpty()) {
      step = step.because().get(0);
      path.add(name(step));
    }
    return new RelationResolutionView(
        path.size() > 1 ? "inheritance" : "direct", path, path.size());
  }

  private static String name(DecisionReason step) {
    Object name = step.facts().getOrDefault("tuple", step.facts().get("node"));
    return name == null ? step.code() : name.toString();
  }
}
