/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.credential;

import com.fasterxml.jackson.core.type.TypeReference;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.registry.store.StoredAgentCredentials;
import org.lumoauth.api.key.JwkProblem;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.JsonColumnConverter;

/**
 * Validates the public keys with which an agent authenticates: a JWK Set (RFC 7517 section 5), or
 * its URL.
 */
public final class AgentJwkSetValidator {

  /** The column with an agent's JWK Set. */
  public static final JsonColumnConverter<Map<String, Object>> COLUMN =
      JsonColumnConverter.of("agent", new TypeReference<>() {});

  private static final int MAX_KEYS = 10;
  private static final int MAX_LENGTH = 16 * 1024;
  private static final int MAX_ADDRESS = 500;

  private AgentJwkSetValidator() {}

  /**
   * Validates keys from a request.
   *
   * @throws ApiException 422 {@code validation_error} if they are not a set of public keys
   */
  public static StoredAgentCredentials checked(Map<String, Object> jwks, String jwksUri) {
    if (jwks != null && jwksUri != null) { // RFC 7591 section 2
      throw ApiException.invalid("jwks", "jwks and jwks_uri cannot be combined. Send only one.");
    }
    if (jwks != null) {
      checkSet(jwks);
    }
    if (jwksUri != null) {
      checkAddress(jwksUri);
    }
    return StoredAgentCredentials.keys(Optional.ofNullable(jwks), Optional.ofNullable(jwksUri));
  }

  private static void checkSet(Map<String, Object> jwks) {
    if (!(jwks.get("keys") instanceof List<?> keys)
        || keys.isEmpty()
        || keys.size() > MAX_KEYS
        || COLUMN.write(jwks).length() > MAX_LENGTH) {
      throw ApiException.invalid(
          "jwks", "jwks must be a JWK Set of 1 to " + MAX_KEYS + " public keys.");
    }
    for (Object key : keys) {
      JwkProblem.of(key)
          .ifPresent(
              fault -> {
                throw ApiException.invalid("jwks", fault.message());
              });
    }
  }

  private static void checkAddress(String text) {
    boolean good;
    try {
      var uri = new URI(text);
      good =
          "https".equals(uri.getScheme())
              && uri.getHost() != null
              && uri.getUserInfo() == null
              && uri.getFragment() == null
              && text.length() <= MAX_ADDRESS;
    } catch (URISyntaxException e) {
      good = false;
    }
    if (!good) {
      throw ApiException.invalid("jwks_uri", "jwks_uri must be an https URL without a fragment.");
    }
  }
}
