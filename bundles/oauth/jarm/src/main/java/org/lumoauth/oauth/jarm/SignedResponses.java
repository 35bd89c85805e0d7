package org.lumoauth.oauth.jarm;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.key.SigningKeys;
import org.lumoauth.api.key.SigningKeys.Algorithm;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Puts the parameters of an authorization response into a JWT (JARM section 2.1). */
@Component(service = SignedResponses.class)
public final class SignedResponses {

  /** Section 2.1: ten minutes at most; the browser needs seconds. */
  private static final Duration LIFETIME = Duration.ofMinutes(2);

  private static final Map<String, Object> HEADER = Map.of("typ", "JWT");

  private final SigningKeys keys;
  private final ResponseEncryption encryption;
  private final InstantSource clock;

  @Activate
  public SignedResponses(@Reference SigningKeys keys, @Reference ResponseEncryption encryption) {
    this(keys, encryption, InstantSource.system());
  }

  SignedResponses(SigningKeys keys, ResponseEncryption encryption, InstantSource clock) {
    this.keys = keys;
    this.encryption = encryption;
    this.clock = clock;
  }

  /** Algorithms by their JOSE names. */
  static List<String> algorithms() {
    return Arrays.stream(Algorithm.values()).map(Algorithm::name).toList();
  }

  /** The response as a JWT in compact form. */
  String sign(TenantContext tenant, Client client, Map<String, String> parameters) {
    Map<String, Object> claims = new LinkedHashMap<>(parameters);
    claims.put("iss", tenant.issuer());
    claims.put("aud", client.clientId());
    claims.put("exp", clock.instant().plus(LIFETIME).getEpochSecond());
    String jwt = keys.sign(tenant, algorithm(client), HEADER, JSONObjectUtils.toJSONString(claims));
    return encryption.encrypted(tenant, client, jwt);
  }

  /** Section 3: RS256 unless the client registered another. */
  private static Algorithm algorithm(Client client) {
    Object registered =
        client.metadata().getOrDefault("authorization_signed_response_alg", "RS256");
    return Algorithm.named(String.valueOf(registered))
        .orElseThrow(
            () ->
                OAuthError.invalidRequest(
                    "The client registered an algorithm for responses that this server has not."));
  }
}
