/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.jar;

import com.nimbusds.jose.util.JSONArrayUtils;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;

/** Converts the claims of a request object to request parameters. */
final class RequestObjectParameterMapper {

  /** The claims of the JWT itself (RFC 9101 section 4). */
  private static final Set<String> OF_THE_JWT =
      Set.of("iss", "aud", "exp", "iat", "nbf", "jti", "sub");

  private static final Set<String> REPEATABLE = Set.of("resource", "audience");

  private RequestObjectParameterMapper() {}

  static Map<String, List<String>> of(Client client, Map<String, Object> claims) {
    Map<String, List<String>> parameters = new HashMap<>();
    claims.forEach(
        (name, value) -> {
          if (!OF_THE_JWT.contains(name) && value != null) {
            parameters.put(name, texts(name, value));
          }
        });
    parameters.put("client_id", List.of(client.clientId()));
    return parameters;
  }

  private static List<String> texts(String name, Object value) {
    if (value instanceof Map<?, ?> object) {
      @SuppressWarnings("unchecked") // JSON object member names are strings.
      Map<String, Object> members = (Map<String, Object>) object;
      return List.of(JSONObjectUtils.toJSONString(members));
    }
    if (value instanceof List<?> list) {
      return REPEATABLE.contains(name) && list.stream().allMatch(String.class::isInstance)
          ? list.stream().map(String.class::cast).toList()
          : List.of(JSONArrayUtils.toJSONString(list));
    }
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      return List.of(value.toString());
    }
    throw new OAuthException(
        400,
        "invalid_request_object",
        "The member "
            + (name.length() > 40 ? "" : name + " ")
            + "of the request object must not be null.");
  }
}
