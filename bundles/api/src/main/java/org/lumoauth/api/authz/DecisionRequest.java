package org.lumoauth.api.authz;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;

/**
 * May this subject do this?
 *
 * @param subject the originating subject
 * @param actors who acts for it, the current actor first; each must be permitted too
 * @param action what is to be done: a permission as {@code documents.read}, byte-exact
 * @param resource what it is done to
 * @param context what else is known, JSON-like values
 * @param credentialScope what the caller's credential is limited to; empty Optional when the
 *     question is not about a credential, as when someone asks about somebody else
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

  /** A question about a subject that acts itself. */
  public static DecisionRequest of(SubjectRef subject, String action) {
    return new DecisionRequest(
        subject, List.of(), action, Optional.empty(), Map.of(), Optional.empty());
  }

  /** The same of the originating subject alone: nobody acts for it, and no credential limits it. */
  public DecisionRequest withoutActors() {
    return new DecisionRequest(subject, List.of(), action, resource, context, Optional.empty());
  }
}
