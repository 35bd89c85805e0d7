package org.lumoauth.platform.apikeys.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.Builders.aRequest;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.authn.CredentialKind;
import org.lumoauth.api.authn.RequestView;
import org.lumoauth.api.web.Problem;
import org.lumoauth.testkit.fake.FakeSecretVault;

class OperatorAuthenticatorTest {
  private static final String BASE = "https://id.example.com";
  private static final String KEY = "lmk_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";

  private final OperatorAuthenticator authenticator =
      new OperatorAuthenticator(
          new OperatorKey(name -> null, KEY, Optional.empty(), new FakeSecretVault()), () -> BASE);

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/platform", "/api/v1/platform/tenants/acme"})
  void admitsTheOperatorToThePlatform(String path) {
    var caller = authenticator.authenticate(Optional.empty(), to(path, KEY)).orElseThrow();

    assertEquals("operator:bootstrap", caller.subject().toString());
    assertEquals(CredentialKind.OPERATOR_KEY, caller.kind());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/authz/check", "/api/v1/platformer", "/api/v1", "/"})
  void forbidsTheOperatorsKeyEverywhereElse(String path) {
    var refusal =
        assertThrows(
            Problem.class, () -> authenticator.authenticate(Optional.empty(), to(path, KEY)));

    assertEquals(403, refusal.status());
  }

  @Test
  void forbidsTheOperatorsKeyInATenant() {
    var tenant = Optional.of(aTenant().build());

    var refusal =
        assertThrows(
            Problem.class,
            () -> authenticator.authenticate(tenant, to("/api/v1/platform/tenants", KEY)));

    assertEquals(403, refusal.status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"lmk_0123456789abcdefghijklmnopqrstuvwxyzABCDEFx", "lmk_", "lmk_short", "lmk_ä"})
  void refusesAnyOtherKey(String key) {
    var request = to("/api/v1/platform/tenants", key);
    var refusal =
        assertThrows(Problem.class, () -> authenticator.authenticate(Optional.empty(), request));

    assertEquals(401, refusal.status());
  }

  @Test
  void leavesARequestWithoutAKeyToOthers() {
    assertEquals(
        Optional.empty(), authenticator.authenticate(Optional.empty(), aRequest().build()));
  }

  private static RequestView to(String path, String key) {
    return aRequest().to(BASE + path).withHeader("Authorization", "Bearer " + key).build();
  }
}
