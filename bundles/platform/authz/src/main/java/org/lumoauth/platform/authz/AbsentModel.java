package org.lumoauth.platform.authz;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.Question;

/**
 * A model that is away, with what it said of itself while it was there. What it did not say counts
 * against it: it might have had to do with everything, and might have denied it.
 *
 * @param name the model's name
 * @param module whose it is
 * @param neverDenies whether it only ever permits
 * @param subjects the types of subjects of which it has something to say; empty for all
 * @param context the member of a question's context without which it is silent
 */
record AbsentModel(
    String name,
    String module,
    boolean neverDenies,
    Set<String> subjects,
    Optional<String> context) {

  /** Reads the service properties with which it was registered. */
  static AbsentModel of(String name, String module, Map<String, Object> properties) {
    return new AbsentModel(
        name,
        module,
        Boolean.TRUE.equals(properties.get(AuthorizationModel.NEVER_DENIES)),
        texts(properties.get(AuthorizationModel.SUBJECTS)),
        texts(properties.get(AuthorizationModel.CONTEXT)).stream().findFirst());
  }

  /** Whether it might have had something to say. */
  boolean concerns(Question question) {
    return (subjects.isEmpty() || subjects.contains(question.subject().type()))
        && context.filter(member -> !question.context().containsKey(member)).isEmpty();
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
