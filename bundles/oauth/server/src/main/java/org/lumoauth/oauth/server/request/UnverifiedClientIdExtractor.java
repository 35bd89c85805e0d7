/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.server.request;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthRequest;

/** Extracts the claimed, unverified client of a request, to record and count refusals. */
public final class UnverifiedClientIdExtractor {

  private static final int MAX_LENGTH = 64;
  private static final int JWS_PARTS = 3;
  private static final Pattern NOT_IN_IDS = Pattern.compile("[^\\x21-\\x7E]");
  private static final SubjectRef NOBODY = new SubjectRef(SubjectRef.CLIENT, "unknown");

  private UnverifiedClientIdExtractor() {}

  /**
   * Returns the claimed client. Its ID is truncated and stripped of characters that are not allowed
   * in an ID.
   */
  public static SubjectRef of(OAuthRequest request) {
    return id(request).map(id -> new SubjectRef(SubjectRef.CLIENT, id)).orElse(NOBODY);
  }

  /** Returns the claimed client ID, sanitized in the same way. */
  public static Optional<String> id(OAuthRequest request) {
    return request.parameters().getOrDefault("client_id", List.of()).stream()
        .findFirst()
        .or(() -> request.header("authorization").flatMap(UnverifiedClientIdExtractor::user))
        .or(() -> asserted(request))
        .map(id -> id.substring(0, Math.min(id.length(), MAX_LENGTH)))
        .map(id -> NOT_IN_IDS.matcher(id).replaceAll("?"))
        .filter(id -> !id.isEmpty());
  }

  private static Optional<String> user(String authorization) {
    if (!authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
      return Optional.empty();
    }
    try {
      byte[] pair = Base64.getDecoder().decode(authorization.substring(6).strip());
      String text = new String(pair, StandardCharsets.UTF_8);
      int colon = text.indexOf(':');
      return colon < 0 ? Optional.empty() : Optional.of(text.substring(0, colon));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Returns the subject of a client assertion, which is the client (RFC 7523 section 3). */
  private static Optional<String> asserted(OAuthRequest request) {
    String[] parts =
        request.parameters().getOrDefault("client_assertion", List.of()).stream()
            .findFirst()
            .orElse("")
            .split("\\.", -1);
    if (parts.length != JWS_PARTS) {
      return Optional.empty();
    }
    try {
      byte[] payload = Base64.getUrlDecoder().decode(parts[1]);
      Map<String, Object> claims =
          JSONObjectUtils.parse(new String(payload, StandardCharsets.UTF_8));
      return claims != null && claims.get("sub") instanceof String client
          ? Optional.of(client)
          : Optional.empty();
    } catch (IllegalArgumentException | ParseException e) {
      return Optional.empty();
    }
  }
}
