package org.lumoauth.api.oauth;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.token.IssuedToken;

/**
 * A successful token response (RFC 6749 section 5.1).
 *
 * @param accessToken the access token
 * @param tokenType {@code Bearer}, {@code DPoP} or {@code N_A}
 * @param refreshToken where there is one
 * @param idToken where there is one
 * @param additional further members
 * @param events what is to be on record: written before the response is sent, together with that
 *     the token was issued, unless one is about the token, as its target says, and stands for that
 */
public record TokenResponse(
    IssuedToken accessToken,
    String tokenType,
    Optional<String> refreshToken,
    Optional<String> idToken,
    Map<String, Object> additional,
    List<AuditEvent> events) {

  /** Nothing but the token's issuing is to be recorded. */
  public TokenResponse(
      IssuedToken accessToken,
      String tokenType,
      Optional<String> refreshToken,
      Optional<String> idToken,
      Map<String, Object> additional) {
    this(accessToken, tokenType, refreshToken, idToken, additional, List.of());
  }

  /** A bearer token and nothing else. */
  public static TokenResponse bearer(IssuedToken token) {
    return new TokenResponse(token, "Bearer", Optional.empty(), Optional.empty(), Map.of());
  }

  @Override
  public String toString() {
    return "TokenResponse[" + accessToken + "]";
  }
}
