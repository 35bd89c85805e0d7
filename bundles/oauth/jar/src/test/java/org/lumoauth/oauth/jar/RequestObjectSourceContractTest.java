/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.jar;

import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.oauth.authorization.AuthorizationRequestSource;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.keys.foreign.DefaultForeignJwtVerifier;
import org.lumoauth.platform.keys.signing.JcaProviderSelector;
import org.lumoauth.testkit.builder.TestJwtSigner;
import org.lumoauth.testkit.contract.oauth.AuthorizationRequestSourceContract;

class RequestObjectSourceContractTest extends AuthorizationRequestSourceContract {

  private static final TenantContext ACME = aTenant().build();
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final TestJwtSigner KEY = TestJwtSigner.es256("k1");
  private static final TestJwtSigner OTHER = TestJwtSigner.es256("k1");

  private final RequestObjectSource source =
      new RequestObjectSource(
          new DefaultForeignJwtVerifier(JcaProviderSelector.fastest(), InstantSource.fixed(NOW)),
          (tenant, client, kid) -> List.of(KEY.jwk()),
          new SingleTenantEncryptionKeyService(),
          request -> {
            throw new OutboundException("nothing is there", true);
          },
          InstantSource.system());

  @Override
  protected AuthorizationRequestSource source() {
    return source;
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected Client client() {
    return aClient().withId("app").build();
  }

  @Override
  protected Map<String, List<String>> using() {
    return with(KEY.sign(claims("scope", "openid")));
  }

  @Override
  protected List<Map<String, List<String>>> broken() {
    return List.of(
        with(OTHER.sign(claims("scope", "openid"))),
        with(TestJwtSigner.unsigned(claims("scope", "openid"))),
        with(KEY.sign(claims("aud", "https://elsewhere.example"))),
        with(KEY.sign(claims("exp", NOW.getEpochSecond() - 10))),
        with(KEY.sign(claims("request", "x"))),
        Map.of("request_uri", List.of("https://elsewhere.example/request.jwt")));
  }

  private static Map<String, List<String>> with(String object) {
    return Map.of("client_id", List.of("app"), "request", List.of(object));
  }

  private static Map<String, Object> claims(String name, Object value) {
    var claims = new HashMap<String, Object>();
    claims.put("iss", "app");
    claims.put("aud", ACME.issuer());
    claims.put("exp", NOW.getEpochSecond() + 60);
    claims.put("client_id", "app");
    claims.put(name, value);
    return claims;
  }
}
