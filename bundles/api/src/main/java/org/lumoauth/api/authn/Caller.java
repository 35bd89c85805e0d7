/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.authn;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;

/**
 * An authenticated caller that the gate admitted. Immutable.
 *
 * @param subject the acting subject, or the subject for which the actors act
 * @param actors the actors, the current actor first (RFC 8693 section 4.1); empty if the subject
 *     acts itself
 * @param tenantId the tenant of the credential; empty for the operator
 * @param clientId the OAuth client of the request
 * @param scope the scope of the credential
 * @param kind the kind of credential
 * @param credentialId identifies the credential in audit records: the {@code jti} of a token, the
 *     id of a key
 * @param principal the principal for which the subject acts by its nature, as a task that is
 *     performed for a user; empty if it acts for itself
 */
public record Caller(
    SubjectRef subject,
    List<SubjectRef> actors,
    Optional<String> tenantId,
    Optional<String> clientId,
    Set<String> scope,
    CredentialKind kind,
    String credentialId,
    Optional<SubjectRef> principal) {
  public Caller {
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(credentialId, "credentialId");
    actors = List.copyOf(actors);
    scope = Set.copyOf(scope);
  }

  /** Creates a caller with a subject that acts for itself. */
  public Caller(
      SubjectRef subject,
      List<SubjectRef> actors,
      Optional<String> tenantId,
      Optional<String> clientId,
      Set<String> scope,
      CredentialKind kind,
      String credentialId) {
    this(subject, actors, tenantId, clientId, scope, kind, credentialId, Optional.empty());
  }

  /** Returns all principals for which the current actor acts, the outermost principal last. */
  public List<SubjectRef> onBehalfOf() {
    List<SubjectRef> principals = new ArrayList<>();
    if (!actors.isEmpty()) {
      principals.addAll(actors.subList(1, actors.size()));
      principals.add(subject);
    }
    principal.ifPresent(principals::add);
    return List.copyOf(principals);
  }
}
