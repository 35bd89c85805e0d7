/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.authz;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.DecisionRequest;

/**
 * The requests that a model declares to have votes about.
 *
 * @param subjects the supported subject types; empty for all
 * @param context the context member without which the model is silent
 */
record AuthorizationModelScope(Set<String> subjects, Optional<String> context) {

  private static final AuthorizationModelScope EVERYTHING =
      new AuthorizationModelScope(Set.of(), Optional.empty());

  /** Reads the service properties of a model's registration. */
  static AuthorizationModelScope of(Map<String, Object> properties) {
    Object subjects = properties.get(AuthorizationModel.SUBJECTS);
    Object context = properties.get(AuthorizationModel.CONTEXT);
    return subjects == null && context == null
        ? EVERYTHING
        : new AuthorizationModelScope(texts(subjects), one(texts(context)));
  }

  /** Returns whether the model may have a vote. */
  boolean includes(DecisionRequest question) {
    return (subjects.isEmpty() || subjects.contains(question.subject().type()))
        && (context.isEmpty() || question.context().containsKey(context.get()));
  }

  /** With several values the meaning is ambiguous: such a model is evaluated for every request. */
  private static Optional<String> one(Set<String> members) {
    return members.size() == 1 ? members.stream().findFirst() : Optional.empty();
  }

  private static Set<String> texts(Object property) {
    if (property instanceof String text) {
      return text.isBlank() ? Set.of() : Set.of(text.strip());
    }
    if (property instanceof String[] several) {
      return texts(Arrays.asList(several));
    }
    return property instanceof Collection<?> several
        ? several.stream()
            .filter(String.class::isInstance)
            .map(text -> ((String) text).strip())
            .filter(text -> !text.isEmpty())
            .collect(Collectors.toUnmodifiableSet())
        : Set.of();
  }
}
