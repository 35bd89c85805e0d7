package org.lumoauth.platform.tokens.jwt;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.SubjectIdentifierService;

/**
 * The claim {@code sub}. Whoever has a token can read it, so a client that knows people by pairwise
 * names finds no other in it; whom it is about then stands beside it, for this server alone.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9068#section-6">RFC 9068 section 6</a>
 */
public final class SubjectClaimMapper {

  private static final String NAME = "sub";

  private final SubjectIdentifierService subjects;

  public SubjectClaimMapper(SubjectIdentifierService subjects) {
    this.subjects = subjects;
  }

  /** The claims of a token for this client, made of claims that name the subject by its id. */
  public Map<String, Object> written(
      TenantContext tenant, Client client, SubjectRef subject, Map<String, Object> claims) {
    if (subjects.isPairwise(client, subject)) {
      claims.put(NAME, subjects.of(tenant, client, subject));
      claims.put(AccessTokenProfile.SEALED_SUBJECT, subjects.seal(tenant, subject));
    }
    return claims;
  }

  /**
   * The inverse of {@link #written}.
   *
   * @throws InvalidTokenException if there is a sealed subject that this server did not seal
   */
  Map<String, Object> read(TenantContext tenant, Map<String, Object> claims)
      throws InvalidTokenException {
    Object sealed = claims.get(AccessTokenProfile.SEALED_SUBJECT);
    if (sealed == null) {
      return claims;
    }
    Optional<SubjectRef> subject =
        sealed instanceof String text ? subjects.unseal(tenant, text) : Optional.empty();
    Map<String, Object> read = new LinkedHashMap<>(claims);
    read.remove(AccessTokenProfile.SEALED_SUBJECT);
    read.put(
        NAME,
        subject
            .orElseThrow(() -> new InvalidTokenException("the subject is not ours", false))
            .id());
    return read;
  }
}
