/* SPDX-License-Identifier: Apache-2.0 */
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
 * A verified access token: signature, issuer, type, times, revocation and the gate were checked.
 *
 * @param id its {@code jti}
 * @param tenantId its tenant
 * @param subject the subject of {@code sub}, resolved from a pairwise identifier if necessary
 * @param actors {@code act}, the current actor first
 * @param clientId {@code client_id}
 * @param scope the current scope: the part of {@code scope} that all participants still have
 * @param audience {@code aud}
 * @param issuedAt {@code iat}
 * @param expiresAt {@code exp}
 * @param confirmation {@code cnf}
 * @param claims all claims of the token, except that {@code sub} is the subject's own id
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
   * Returns the caller that the token authenticates.
   *
   * @param tenant the tenant for which it was verified
   * @param subjects the directory that resolves the subject's principal
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
