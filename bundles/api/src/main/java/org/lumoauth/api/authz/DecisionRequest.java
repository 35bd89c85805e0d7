/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.authz;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;

/**
 * A question whether a subject may perform an action.
 *
 * @param subject the originating subject
 * @param actors the actors, the current actor first; each must also be permitted
 * @param action the action: a permission such as {@code documents.read}, compared byte for byte
 * @param resource the resource of the action
 * @param context further JSON-like values
 * @param credentialScope the scope of the caller's credential; an empty Optional if the question
 *     does not concern a credential, for example when a caller asks about another subject
 */
public record DecisionRequest(
    SubjectRef subject,
    List<SubjectRef> actors,
    String action,
    Optional<Resource> resource,
    Map<String, Object> context,
    Optional<Set<String>> credentialScope) {
  public DecisionRequest {
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(action, "action");
    actors = List.copyOf(actors);
  }

  /** Returns a question about a subject that acts itself. */
  public static DecisionRequest of(SubjectRef subject, String action) {
    return new DecisionRequest(
        subject, List.of(), action, Optional.empty(), Map.of(), Optional.empty());
  }

  /**
   * Returns the same question about the originating subject only, without actors and without a
   * credential scope.
   */
  public DecisionRequest withoutActors() {
    return new DecisionRequest(subject, List.of(), action, resource, context, Optional.empty());
  }
}
