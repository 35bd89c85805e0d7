package org.lumoauth.api.token;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.CredentialKind;
import org.lumoauth.api.directory.SubjectDirectory;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;

/**
 * An access token that holds: signature, issuer, type, times, revocation and the gate were checked.
 *
 * @param id its {@code jti}
 * @param tenantId whose it is
 * @param subject whom {@code sub} names, also where the client knows them by a pairwise name
 * @param actors {@code act}, the current actor first
 * @param clientId {@code client_id}
 * @param scope what it permits now: of {@code scope} what everybody who takes part may have still
 * @param audience {@code aud}
 * @param issuedAt {@code iat}
 * @param expiresAt {@code exp}
 * @param confirmation {@code cnf}
 * @param claims all claims as they stand in the token, but that {@code sub} is the subject's own id
 */
public record VerifiedToken(
    String id,
    String tenantId,
    SubjectRef subject,
    List<SubjectRef> actors,
    String clientId,
    Set<String> scope,
    List<String> audience,
    Instant issuedAt,
    Instant expiresAt,
    Optional<Map<String, Object>> confirmation,
    Map<String, Object> claims) {

  /**
   * Who calls by it.
   *
   * @param tenant the tenant that it was verified for
   * @param subjects who know for whom its subject acts
   */
  public Caller toCaller(TenantContext tenant, SubjectDirectory subjects) {
    return new Caller(
        subject,
        actors,
        Optional.of(tenant.id()),
        Optional.of(clientId),
        scope,
        CredentialKind.ACCESS_TOKEN,
        id,
        subjects.findPrincipal(tenant, subject));
  }
}
