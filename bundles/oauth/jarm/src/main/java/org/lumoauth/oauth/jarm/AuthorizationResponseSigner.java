/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.jarm;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.key.SigningKeyService;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Signs the parameters of an authorization response as a JWT (JARM section 2.1). */
@Component(service = AuthorizationResponseSigner.class)
public final class AuthorizationResponseSigner {

  /** The lifetime of the JWT. Section 2.1 permits ten minutes; a browser needs only seconds. */
  private static final Duration LIFETIME = Duration.ofMinutes(2);

  private static final Map<String, Object> HEADER = Map.of("typ", "JWT");

  private final SigningKeyService keys;
  private final AuthorizationResponseEncrypter encryption;
  private final InstantSource clock;

  @Activate
  public AuthorizationResponseSigner(
      @Reference SigningKeyService keys,
      @Reference AuthorizationResponseEncrypter encryption,
      @Reference InstantSource clock) {
    this.keys = keys;
    this.encryption = encryption;
    this.clock = clock;
  }

  /** Returns the JOSE names of the supported algorithms. */
  static List<String> algorithms() {
    return Arrays.stream(SigningAlgorithm.values()).map(SigningAlgorithm::name).toList();
  }

  /** Returns the response as a JWT in compact form. */
  String sign(TenantContext tenant, Client client, Map<String, String> parameters) {
    Map<String, Object> claims = new LinkedHashMap<>(parameters);
    claims.put("iss", tenant.issuer());
    claims.put("aud", client.clientId());
    claims.put("exp", clock.instant().plus(LIFETIME).getEpochSecond());
    String jwt = keys.sign(tenant, algorithm(client), HEADER, JSONObjectUtils.toJSONString(claims));
    return encryption.encryptIfRegistered(tenant, client, jwt);
  }

  /** Returns RS256 unless the client registered another algorithm (section 3). */
  private static SigningAlgorithm algorithm(Client client) {
    Object registered =
        client.metadata().getOrDefault("authorization_signed_response_alg", "RS256");
    return SigningAlgorithm.fromName(String.valueOf(registered))
        .orElseThrow(
            () ->
                OAuthException.invalidRequest(
                    "The authorization response algorithm that the client registered is not "
                        + "supported."));
  }
}
