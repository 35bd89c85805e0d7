/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.server.endpoint;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.servlet.http.HttpServletResponse;
import org.lumoauth.api.key.SigningKeyService;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.MediaTypePreferences;

/**
 * Writes introspection responses as signed JWTs for clients that request them with the {@code
 * Accept} header ({@code MediaTypePreferences}).
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9701">RFC 9701</a>
 */
public final class SignedIntrospectionWriter {

  private static final String MEDIA_TYPE = "application/token-introspection+jwt";
  private static final Map<String, Object> HEADER = Map.of("typ", "token-introspection+jwt");

  private final SigningKeyService keys;
  private final InstantSource clock;

  SignedIntrospectionWriter(SigningKeyService keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /** Returns the JOSE names of the supported algorithms. */
  public static List<String> algorithms() {
    return Arrays.stream(SigningAlgorithm.values()).map(SigningAlgorithm::name).toList();
  }

  /**
   * Returns whether an {@code Accept} header prefers a JWT (section 4): it must name the JWT media
   * type, with at least the preference of plain JSON.
   */
  static boolean isRequested(String header) {
    if (header == null) {
      return false;
    }
    MediaTypePreferences accept = MediaTypePreferences.of(header);
    double jwt = accept.qualityOf(MEDIA_TYPE);
    return jwt > 0 && jwt >= accept.of("application", "json");
  }

  /** Writes the response as a JWT. */
  void write(HttpExchange exchange, Client client, Map<String, Object> answer) throws IOException {
    HttpServletResponse response = exchange.response();
    response.setContentType(MEDIA_TYPE);
    response
        .getOutputStream()
        .write(jwt(exchange.tenant(), client, answer).getBytes(StandardCharsets.US_ASCII));
  }

  /** Builds the JWT (section 5). */
  String jwt(TenantContext tenant, Client client, Map<String, Object> answer) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", tenant.issuer());
    claims.put("aud", client.clientId());
    claims.put("iat", clock.instant().getEpochSecond());
    claims.put("token_introspection", answer);
    return keys.sign(tenant, algorithm(client), HEADER, JSONObjectUtils.toJSONString(claims));
  }

  /** Returns RS256 unless the client registered another algorithm (section 6). */
  private static SigningAlgorithm algorithm(Client client) {
    Object name = client.metadata().getOrDefault("introspection_signed_response_alg", "RS256");
    return SigningAlgorithm.fromName(String.valueOf(name))
        .orElseThrow(
            () ->
                OAuthException.invalidRequest(
                    "The introspection response algorithm that the client registered is not "
                        + "supported."));
  }
}
