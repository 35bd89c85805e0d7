package org.lumoauth.api.authn;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;

/**
 * Who calls, proven and admitted by the gate. Immutable.
 *
 * @param subject who acts, or who is acted for
 * @param actors who acts for the subject, the current actor first (RFC 8693 section 4.1); empty
 *     when the subject acts itself
 * @param tenantId the tenant that the credential belongs to; empty for the operator
 * @param clientId the OAuth client in use
 * @param scope what the credential is limited to
 * @param kind the kind of credential
 * @param credentialId names the credential in audit records: a token's {@code jti}, a key's id
 * @param principal for whom the subject acts by what it is, as a task that is done for a user;
 *     empty where it acts for itself
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

  /** A caller whose subject acts for itself. */
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

  /** Everyone in whose name the current actor acts, outermost principal last. */
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
