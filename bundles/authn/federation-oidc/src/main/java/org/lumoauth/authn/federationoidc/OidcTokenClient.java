/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federationoidc;

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

/** Redeems authorization codes (OpenID Connect Core section 3.1.3) through the guarded client. */
final class OidcTokenClient {

  private static final String PURPOSE = "identity-provider-token";
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int MAX_BYTES = 65_536;

  private final OutboundHttpClient http;
  private final OidcClientAuthentication proof;

  OidcTokenClient(OutboundHttpClient http, OidcClientAuthentication proof) {
    this.http = http;
    this.proof = proof;
  }

  /**
   * Redeems a code.
   *
   * @throws org.lumoauth.api.web.ApiException 401 if the code was not redeemed; 503 if the provider
   *     is unavailable
   */
  OidcTokenResponse redeem(
      TenantContext tenant,
      OidcProviderConnection connection,
      OidcProviderMetadata provider,
      String code,
      OidcLoginState memory) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", memory.callback());
    form.put("code_verifier", memory.verifier());
    form.putAll(proof.parameters(tenant, connection, connection.issuer()));
    try {
      var answer =
          http.send(
              new OutboundRequest(
                      PURPOSE,
                      "POST",
                      provider.token(),
                      proof.headers(connection),
                      Optional.of(
                          UrlParameterEncoder.encode(form).getBytes(StandardCharsets.US_ASCII)),
                      TIMEOUT,
                      MAX_BYTES)
                  .inTenant(tenant.id())
                  .onNewConnection());
      if (OidcProviderErrorFactory.isOutage(answer.status())) {
        throw OidcProviderErrorFactory.unavailable(
            "the token endpoint responded with status " + answer.status());
      }
      var body =
          OidcMessageJsonCodec.object(answer)
              .orElseThrow(
                  () ->
                      OidcProviderErrorFactory.because(
                          "the code was not redeemed: status " + answer.status()));
      return new OidcTokenResponse(
          OidcMessageJsonCodec.text(body, "id_token")
              .orElseThrow(
                  () -> OidcProviderErrorFactory.because("the token response has no ID token")),
          OidcMessageJsonCodec.text(body, "access_token"));
    } catch (OutboundException e) {
      throw e.isRefused()
          ? OidcProviderErrorFactory.because("requests to the token endpoint are not allowed")
          : OidcProviderErrorFactory.unavailable("the token endpoint does not respond");
    }
  }
}
