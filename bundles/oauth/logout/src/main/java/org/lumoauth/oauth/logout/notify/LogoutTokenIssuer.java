/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.logout.notify;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.key.SigningKeyService;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
import org.lumoauth.api.oauth.authorization.IdTokenHintReader;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Issues logout tokens. They are signed like the client's ID tokens, have their own type and expire
 * after two minutes.
 *
 * @see <a href="https://openid.net/specs/openid-connect-backchannel-1_0.html#LogoutToken">OpenID
 *     Connect Back-Channel Logout section 2.4</a>
 */
@Component(service = LogoutTokenIssuer.class)
public final class LogoutTokenIssuer {

  private static final Map<String, Object> HEADER = Map.of("typ", "logout+jwt");
  private static final Map<String, Object> EVENTS =
      Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of());
  private static final Duration LIFETIME = Duration.ofMinutes(2);

  private final SigningKeyService keys;
  private final IdTokenHintReader idTokens;
  private final SettingsStore settings;
  private final IdGenerator identifiers;

  @Activate
  public LogoutTokenIssuer(
      @Reference SigningKeyService keys,
      @Reference IdTokenHintReader idTokens,
      @Reference SettingsStore settings,
      @Reference IdGenerator identifiers) {
    this.keys = keys;
    this.idTokens = idTokens;
    this.settings = settings;
    this.identifiers = identifiers;
  }

  String make(
      TenantContext tenant, Client client, SubjectRef subject, String sessionId, Instant now) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", tenant.issuer());
    claims.put("sub", idTokens.subjectIdentifier(tenant, client, subject));
    claims.put("aud", client.clientId());
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.plus(LIFETIME).getEpochSecond());
    claims.put("jti", identifiers.next("lgt_"));
    claims.put("events", EVENTS);
    claims.put("sid", sessionId);
    return keys.sign(
        tenant, algorithm(tenant, client), HEADER, JSONObjectUtils.toJSONString(claims));
  }

  private SigningAlgorithm algorithm(TenantContext tenant, Client client) {
    Object chosen =
        client.metadata().get("id_token_signed_response_alg") instanceof String registered
            ? registered
            : settings.read(tenant, "openid").get("idTokenSigningAlgorithm");
    return SigningAlgorithm.fromName(String.valueOf(chosen)).orElse(SigningAlgorithm.RS256);
  }
}
