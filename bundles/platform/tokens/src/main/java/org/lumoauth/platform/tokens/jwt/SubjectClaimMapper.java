/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens.jwt;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.SubjectIdentifierService;

/**
 * Maps the claim {@code sub}. Anyone with a token can read it, so a client with pairwise
 * identifiers finds no other identifier in it; an additional claim contains the subject for this
 * server only.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9068#section-6">RFC 9068 section 6</a>
 */
public final class SubjectClaimMapper {

  private static final String NAME = "sub";

  private final SubjectIdentifierService subjects;

  public SubjectClaimMapper(SubjectIdentifierService subjects) {
    this.subjects = subjects;
  }

  /** Converts claims that contain the subject id to the claims of a token for this client. */
  public Map<String, Object> written(
      TenantContext tenant, Client client, SubjectRef subject, Map<String, Object> claims) {
    if (subjects.isPairwise(client, subject)) {
      claims.put(NAME, subjects.of(tenant, client, subject));
      claims.put(AccessTokenClaimNames.SEALED_SUBJECT, subjects.seal(tenant, subject));
    }
    return claims;
  }

  /**
   * Inverts {@link #written}.
   *
   * @throws InvalidTokenException if a sealed subject was not sealed by this server
   */
  Map<String, Object> read(TenantContext tenant, Map<String, Object> claims)
      throws InvalidTokenException {
    Object sealed = claims.get(AccessTokenClaimNames.SEALED_SUBJECT);
    if (sealed == null) {
      return claims;
    }
    Optional<SubjectRef> subject =
        sealed instanceof String text ? subjects.unseal(tenant, text) : Optional.empty();
    Map<String, Object> read = new LinkedHashMap<>(claims);
    read.remove(AccessTokenClaimNames.SEALED_SUBJECT);
    read.put(
        NAME,
        subject
            .orElseThrow(
                () -> new InvalidTokenException("the subject was not sealed by this server", false))
            .id());
    return read;
  }
}
