/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.request;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.platform.web.oauth.JsonParameterParser;

/** Parses the {@code claims} parameter (OpenID Connect Core section 5.5). */
public final class ClaimsParameterParser {

  /** The claims that constrain the sign-in. */
  static final Set<String> OF_THE_SIGN_IN = Set.of("sub", "acr");

  private static final String ID_TOKEN = "id_token";
  private static final List<String> PLACES = List.of(ID_TOKEN, "userinfo");

  private ClaimsParameterParser() {}

  /**
   * Parses the requested claims: for each place, the claims by name, each with an object, which is
   * empty if the request has no further conditions.
   *
   * @throws OAuthException {@code invalid_request} if the parameter is malformed
   */
  static Map<String, Object> of(Optional<String> parameter) {
    if (parameter.isEmpty()) {
      return Map.of();
    }
    Map<String, Object> all =
        JsonParameterParser.parseObject(parameter.get())
            .orElseThrow(ClaimsParameterParser::malformed);
    Map<String, Object> known = new LinkedHashMap<>();
    for (String place : PLACES) { // Other members are ignored.
      Object claims = all.get(place);
      if (claims instanceof Map<?, ?> byName) {
        known.put(place, requests(byName));
      } else if (claims != null) {
        throw malformed();
      }
    }
    return known;
  }

  /** Returns the names of the requested user claims in all places. */
  static Set<String> names(Map<String, Object> claims) {
    return PLACES.stream()
        .map(claims::get)
        .filter(Map.class::isInstance)
        .flatMap(byName -> ((Map<?, ?>) byName).keySet().stream())
        .map(String::valueOf)
        .filter(name -> !OF_THE_SIGN_IN.contains(name))
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Returns whether the request accepts a subject (section 5.5.1): {@code sub} must match the
   * requested value or one of several.
   *
   * @param subject the subject identifier that the client receives
   */
  public static boolean allowsSubject(Map<String, Object> claims, String subject) {
    return request(claims, "sub")
        .map(sub -> isValue(sub, subject) && isOneOfValues(sub, subject))
        .orElse(true);
  }

  private static boolean isValue(Map<?, ?> request, String text) {
    return request.get("value") == null || text.equals(request.get("value"));
  }

  private static boolean isOneOfValues(Map<?, ?> request, String text) {
    return !(request.get("values") instanceof List<?> several)
        || several.isEmpty()
        || several.contains(text);
  }

  /** Returns the essential authentication context classes (section 5.5.1.1). */
  public static List<String> essentialContextClasses(Map<String, Object> claims) {
    return request(claims, "acr")
        .filter(acr -> Boolean.TRUE.equals(acr.get("essential")))
        .map(ClaimsParameterParser::values)
        .orElse(List.of());
  }

  private static List<String> values(Map<?, ?> request) {
    if (request.get("values") instanceof List<?> several) {
      return several.stream().map(String::valueOf).toList();
    }
    return request.get("value") == null ? List.of() : List.of(String.valueOf(request.get("value")));
  }

  private static Optional<Map<?, ?>> request(Map<String, Object> claims, String name) {
    return claims.get(ID_TOKEN) instanceof Map<?, ?> byName
            && byName.get(name) instanceof Map<?, ?> request
        ? Optional.of(request)
        : Optional.empty();
  }

  /** Replaces null, which requests a claim without conditions, by an empty object. */
  private static Map<String, Object> requests(Map<?, ?> byName) {
    Map<String, Object> requests = new LinkedHashMap<>();
    byName.forEach(
        (name, request) -> {
          if (request != null && !(request instanceof Map)) {
            throw malformed();
          }
          requests.put((String) name, request == null ? Map.of() : request);
        });
    return requests;
  }

  private static OAuthException malformed() {
    return OAuthException.invalidRequest(
        "The claims parameter must be a JSON object with `id_token` and `userinfo` "
            + "as objects of claims (OpenID Connect Core section 5.5).");
  }
}
