package org.lumoauth.agents.vault.provider;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.vault.connection.ConnectionSpec;
import org.lumoauth.api.outbound.UrlParameterEncoder;

/**
 * Who we are at a provider.
 *
 * @param clientId our client there
 * @param authentication how it authenticates ({@code token_endpoint_auth_method})
 * @param secret its secret, if it has one
 */
public record ProviderClientCredentials(
    String clientId, String authentication, Optional<String> secret) {

  /** The headers of a request with a form. */
  Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/x-www-form-urlencoded");
    headers.put("Accept", "application/json");
    if (authentication.equals(ConnectionSpec.BASIC)) {
      String pair = // section 2.3.1
          UrlParameterEncoder.encode(clientId)
              + ":"
              + UrlParameterEncoder.encode(secret.orElse(""));
      headers.put(
          "Authorization",
          "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII)));
    }
    return headers;
  }

  /** The form with what authenticates the client in it. */
  byte[] body(Map<String, String> form) {
    Map<String, String> all = new LinkedHashMap<>(form);
    if (!authentication.equals(ConnectionSpec.BASIC)) {
      all.put("client_id", clientId);
    }
    if (authentication.equals(ConnectionSpec.POST)) {
      all.put("client_secret", secret.orElse(""));
    }
    return UrlParameterEncoder.encode(all).getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public String toString() {
    return "Party[" + clientId + "]";
  }
}
