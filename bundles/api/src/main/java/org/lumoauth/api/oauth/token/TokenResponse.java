/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth.token;

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
 * @param refreshToken the refresh token, if any
 * @param idToken the ID token, if any
 * @param additional further members
 * @param events the audit events to write before the response is sent, together with the event of
 *     the issued token. An event with the token as its target replaces that event
 */
public record TokenResponse(
    IssuedToken accessToken,
    String tokenType,
    Optional<String> refreshToken,
    Optional<String> idToken,
    Map<String, Object> additional,
    List<AuditEvent> events) {

  /** Creates a response without further audit events. */
  public TokenResponse(
      IssuedToken accessToken,
      String tokenType,
      Optional<String> refreshToken,
      Optional<String> idToken,
      Map<String, Object> additional) {
    this(accessToken, tokenType, refreshToken, idToken, additional, List.of());
  }

  /** Returns a response with only a bearer token. */
  public static TokenResponse bearer(IssuedToken token) {
    return new TokenResponse(token, "Bearer", Optional.empty(), Optional.empty(), Map.of());
  }

  @Override
  public String toString() {
    return "TokenResponse[" + accessToken + "]";
  }
}
