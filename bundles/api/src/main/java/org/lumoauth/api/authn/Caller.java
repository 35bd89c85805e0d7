package org.lumoauth.api.authn;

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
 */
public record Caller(
    SubjectRef subject,
    List<SubjectRef> actors,
    Optional<String> tenantId,
    Optional<String> clientId,
    Set<String> scope,
    CredentialKind kind,
    String credentialId) {
  public Caller {
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(credentialId, "credentialId");
    actors = List.copyOf(actors);
    scope = Set.copyOf(scope);
  }
}
