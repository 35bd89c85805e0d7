/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.provider;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.vault.connection.VaultConnectionDefinition;
import org.lumoauth.support.encoding.UrlParameterEncoder;

/**
 * The client credentials of this server at a provider.
 *
 * @param clientId the client id
 * @param authentication the authentication method ({@code token_endpoint_auth_method})
 * @param secret the client secret, if any
 */
public record ProviderClientCredentials(
    String clientId, String authentication, Optional<String> secret) {

  /** Returns the headers of a form request. */
  Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/x-www-form-urlencoded");
    headers.put("Accept", "application/json");
    if (authentication.equals(VaultConnectionDefinition.BASIC)) {
      String pair = // RFC 6749 section 2.3.1
          UrlParameterEncoder.encode(clientId)
              + ":"
              + UrlParameterEncoder.encode(secret.orElse(""));
      headers.put(
          "Authorization",
          "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII)));
    }
    return headers;
  }

  /** Returns the form, with the client authentication if it belongs in the body. */
  byte[] body(Map<String, String> form) {
    Map<String, String> all = new LinkedHashMap<>(form);
    if (!authentication.equals(VaultConnectionDefinition.BASIC)) {
      all.put("client_id", clientId);
    }
    if (authentication.equals(VaultConnectionDefinition.POST)) {
      all.put("client_secret", secret.orElse(""));
    }
    return UrlParameterEncoder.encode(all).getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public String toString() {
    return "Party[" + clientId + "]";
  }
}
