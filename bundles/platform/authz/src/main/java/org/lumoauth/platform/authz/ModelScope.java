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
 * Which questions a model has something to say about, by its own word.
 *
 * @param subjects the types of subjects of which it has something to say; empty for all
 * @param context the member of a question's context without which it is silent
 */
record ModelScope(Set<String> subjects, Optional<String> context) {

  private static final ModelScope EVERYTHING = new ModelScope(Set.of(), Optional.empty());

  /** Reads the service properties with which a model is or was registered. */
  static ModelScope of(Map<String, Object> properties) {
    Object subjects = properties.get(AuthorizationModel.SUBJECTS);
    Object context = properties.get(AuthorizationModel.CONTEXT);
    return subjects == null && context == null
        ? EVERYTHING
        : new ModelScope(texts(subjects), one(texts(context)));
  }

  /** Whether the model might have something to say. */
  boolean includes(DecisionRequest question) {
    return (subjects.isEmpty() || subjects.contains(question.subject().type()))
        && (context.isEmpty() || question.context().containsKey(context.get()));
  }

  /** Of several nobody knows which is meant: such a model is asked everything. */
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
