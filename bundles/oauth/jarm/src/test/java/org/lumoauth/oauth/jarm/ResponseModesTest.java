package org.lumoauth.oauth.jarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.Builders.aClient;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.key.SigningKeys;
import org.lumoauth.api.key.SigningKeys.Algorithm;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.oauth.ResponseMode;
import org.lumoauth.api.oauth.ResponseMode.Delivery;
import org.lumoauth.api.tenant.TenantContext;

class ResponseModesTest {

  private static final TenantContext ACME = aTenant().build();
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final Client APP = aClient().withId("app").build();
  private static final Map<String, String> CODE =
      Map.of("code", "c", "state", "s", "iss", ACME.issuer());

  private Algorithm used;
  private String payload;
  private final SignedResponses responses =
      new SignedResponses(keys(), new ResponseEncryption(null, null), InstantSource.fixed(NOW));

  @Test
  void signsTheParametersForTheClientAndAShortTime() throws Exception {
    deliver(new QueryJwt(responses), APP, CODE);

    var expected = new HashMap<String, Object>(CODE);
    expected.put("aud", "app");
    expected.put("exp", NOW.getEpochSecond() + 120);
    assertEquals(expected, JSONObjectUtils.parse(payload));
    assertEquals(Algorithm.RS256, used);
  }

  @Test
  void signsByTheAlgorithmThatTheClientRegistered() {
    deliver(
        new QueryJwt(responses),
        aClient().with("authorization_signed_response_alg", "ES256").build(),
        CODE);

    assertEquals(Algorithm.ES256, used);
  }

  @Test
  void signsByPs256WhereTheClientRegisteredIt() {
    deliver(
        new QueryJwt(responses),
        aClient().with("authorization_signed_response_alg", "PS256").build(),
        CODE);

    assertEquals(Algorithm.PS256, used);
  }

  @Test
  void neverLeavesAResponseUnsigned() {
    var client = aClient().with("authorization_signed_response_alg", "none").build();

    assertThrows(OAuthError.class, () -> deliver(new QueryJwt(responses), client, CODE));
  }

  @Test
  void bringsItInTheQuery() {
    assertEquals(
        new Delivery.Redirect("https://app.example/cb?x=1&response=a.b.c"),
        new QueryJwt(responses).deliver(ACME, APP, "https://app.example/cb?x=1", CODE));
    assertEquals(
        new Delivery.Redirect("https://app.example/cb?response=a.b.c"),
        deliver(new Jwt(responses), APP, CODE));
  }

  @Test
  void bringsItInTheFragment() {
    var inFragment = new Delivery.Redirect("https://app.example/cb#response=a.b.c");

    assertEquals(inFragment, deliver(new FragmentJwt(responses), APP, CODE));
    assertEquals(inFragment, deliver(new Jwt(responses), APP, Map.of("access_token", "t")));
  }

  @Test
  void bringsItInAForm() {
    assertEquals(
        new Delivery.Form("https://app.example/cb", Map.of("response", "a.b.c")),
        deliver(new FormPostJwt(responses), APP, CODE));
  }

  private static Delivery deliver(
      ResponseMode mode, Client client, Map<String, String> parameters) {
    return mode.deliver(ACME, client, "https://app.example/cb", parameters);
  }

  private SigningKeys keys() {
    return (SigningKeys)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {SigningKeys.class},
            (proxy, method, arguments) -> {
              used = (Algorithm) arguments[1];
              payload = (String) arguments[3];
              return "a.b.c";
            });
  }
}
