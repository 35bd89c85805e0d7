/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federationoauth;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.support.encoding.UrlParameterEncoder;

/** Calls providers through the guarded client. */
final class OAuthProviderClient {

  private static final String PURPOSE = "identity-provider-oauth";
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int MAX_BYTES = 65_536;

  private final OutboundHttpClient http;

  OAuthProviderClient(OutboundHttpClient http) {
    this.http = http;
  }

  /**
   * Redeems a code and returns the access token (RFC 6749 section 4.1.3).
   *
   * @throws org.lumoauth.api.web.ApiException 401 if the code was not redeemed; 503 if the provider
   *     is unavailable
   */
  String redeem(
      TenantContext tenant,
      OAuthProviderConnection connection,
      String code,
      OAuthLoginState memory) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", memory.callback());
    form.put("code_verifier", memory.verifier());
    form.put("client_id", connection.clientId());
    form.put("client_secret", connection.secret());
    var request =
        request(
            "POST",
            connection.token(),
            Map.of(
                "Content-Type", "application/x-www-form-urlencoded", "Accept", "application/json"),
            Optional.of(UrlParameterEncoder.encode(form).getBytes(StandardCharsets.US_ASCII)));
    var answer = send(tenant, request.onNewConnection());
    // Some providers return errors with status 200. Such a response has no token.
    return answer
        .flatMap(body -> OAuthProviderJsonReader.text(body, "access_token"))
        .orElseThrow(() -> OAuthProviderErrorFactory.because("the code was not redeemed"));
  }

  /**
   * Reads a resource with the access token. Returns empty if the response is unusable.
   *
   * @throws org.lumoauth.api.web.ApiException 503 if the provider is unavailable
   */
  Optional<JsonNode> read(TenantContext tenant, URI resource, String accessToken) {
    return send(
        tenant,
        request(
            "GET",
            resource,
            Map.of("Accept", "application/json", "Authorization", "Bearer " + accessToken),
            Optional.empty()));
  }

  private static OutboundRequest request(
      String method, URI uri, Map<String, String> headers, Optional<byte[]> body) {
    return new OutboundRequest(PURPOSE, method, uri, headers, body, TIMEOUT, MAX_BYTES);
  }

  private Optional<JsonNode> send(TenantContext tenant, OutboundRequest request) {
    try {
      var answer = http.send(request.inTenant(tenant.id()));
      if (answer.status() >= 500 || answer.status() == 429) {
        throw OAuthProviderErrorFactory.unavailable(
            "the provider responded with status " + answer.status());
      }
      return OAuthProviderJsonReader.of(answer);
    } catch (OutboundException e) {
      throw e.isRefused()
          ? OAuthProviderErrorFactory.because("requests to the provider's address are not allowed")
          : OAuthProviderErrorFactory.unavailable("the provider does not respond");
    }
  }
}
