/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.jarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.key.SigningKeyService;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.authorization.ResponseModeHandler;
import org.lumoauth.api.oauth.authorization.ResponseModeHandler.AuthorizationResponseDelivery;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;

class JarmResponseModesTest {

  private static final TenantContext ACME = aTenant().build();
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final Client APP = aClient().withId("app").build();
  private static final Map<String, String> CODE =
      Map.of("code", "c", "state", "s", "iss", ACME.issuer());

  private SigningAlgorithm used;
  private String payload;
  private final AuthorizationResponseSigner responses =
      new AuthorizationResponseSigner(
          keys(), new AuthorizationResponseEncrypter(null, null), InstantSource.fixed(NOW));

  @Test
  void signsParametersWithClientAudienceAndShortLifetime() throws Exception {
    deliver(new QueryJwtResponseMode(responses), APP, CODE);

    var expected = new HashMap<String, Object>(CODE);
    expected.put("aud", "app");
    expected.put("exp", NOW.getEpochSecond() + 120);
    assertEquals(expected, JSONObjectUtils.parse(payload));
    assertEquals(SigningAlgorithm.RS256, used);
  }

  @Test
  void signsWithRegisteredAlgorithm() {
    deliver(
        new QueryJwtResponseMode(responses),
        aClient().with("authorization_signed_response_alg", "ES256").build(),
        CODE);

    assertEquals(SigningAlgorithm.ES256, used);
  }

  @Test
  void signsWithPs256IfRegistered() {
    deliver(
        new QueryJwtResponseMode(responses),
        aClient().with("authorization_signed_response_alg", "PS256").build(),
        CODE);

    assertEquals(SigningAlgorithm.PS256, used);
  }

  @Test
  void rejectsAlgorithmNone() {
    var client = aClient().with("authorization_signed_response_alg", "none").build();

    assertThrows(
        OAuthException.class, () -> deliver(new QueryJwtResponseMode(responses), client, CODE));
  }

  @Test
  void deliversResponseInQuery() {
    assertEquals(
        new AuthorizationResponseDelivery.RedirectDelivery(
            "https://app.example/cb?x=1&response=a.b.c"),
        new QueryJwtResponseMode(responses).deliver(ACME, APP, "https://app.example/cb?x=1", CODE));
    assertEquals(
        new AuthorizationResponseDelivery.RedirectDelivery("https://app.example/cb?response=a.b.c"),
        deliver(new JwtResponseMode(responses), APP, CODE));
  }

  @Test
  void deliversResponseInFragment() {
    var inFragment =
        new AuthorizationResponseDelivery.RedirectDelivery("https://app.example/cb#response=a.b.c");

    assertEquals(inFragment, deliver(new FragmentJwtResponseMode(responses), APP, CODE));
    assertEquals(
        inFragment, deliver(new JwtResponseMode(responses), APP, Map.of("access_token", "t")));
  }

  @Test
  void deliversResponseByFormPost() {
    assertEquals(
        new AuthorizationResponseDelivery.FormPostDelivery(
            "https://app.example/cb", Map.of("response", "a.b.c")),
        deliver(new FormPostJwtResponseMode(responses), APP, CODE));
  }

  private static AuthorizationResponseDelivery deliver(
      ResponseModeHandler mode, Client client, Map<String, String> parameters) {
    return mode.deliver(ACME, client, "https://app.example/cb", parameters);
  }

  private SigningKeyService keys() {
    return (SigningKeyService)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {SigningKeyService.class},
            (proxy, method, arguments) -> {
              used = (SigningAlgorithm) arguments[1];
              payload = (String) arguments[3];
              return "a.b.c";
            });
  }
}
