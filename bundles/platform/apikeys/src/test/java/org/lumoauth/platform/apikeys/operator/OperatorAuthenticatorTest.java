/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.apikeys.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aRequest;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.authn.CredentialKind;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.apikeys.FailedApiKeyLimiter;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.user.FakeAuthenticationFailureThrottle;

class OperatorAuthenticatorTest {
  private static final String BASE = "https://id.example.com";
  private static final String SECRET = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";
  private static final String KEY = "lmk_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";

  private final FakeAuthenticationFailureThrottle attempts =
      new FakeAuthenticationFailureThrottle();
  private final OperatorAuthenticator authenticator =
      new OperatorAuthenticator(
          new OperatorApiKey(
              name -> null, KEY, Optional.empty(), new FakeSecretProtectionService()),
          () -> BASE,
          new FailedApiKeyLimiter(attempts));

  @ParameterizedTest
  @ValueSource(strings = {"/system/sbom", "/api/v1/platform", "/api/v1/platform/tenants/acme"})
  void authenticatesOperatorOnPlatformApi(String path) {
    var caller = authenticator.authenticate(Optional.empty(), to(path, KEY)).orElseThrow();

    assertEquals("operator:bootstrap", caller.subject().toString());
    assertEquals(CredentialKind.OPERATOR_KEY, caller.kind());
  }

  @Test
  void countsInvalidKey() {
    var request = to("/api/v1/platform", KEY.replace('0', '1'));

    assertThrows(ApiException.class, () -> authenticator.authenticate(Optional.empty(), request));
    assertEquals(request.remoteAddress(), attempts.failures().get(0).remoteAddress());
  }

  @Test
  void returns429AfterTooManyInvalidKeys() {
    attempts.exhausted();
    var request = to("/api/v1/platform", KEY.replace('0', '1'));

    var refusal =
        assertThrows(
            ApiException.class, () -> authenticator.authenticate(Optional.empty(), request));
    assertEquals(429, refusal.status());
  }

  @Test
  void authenticatesOperatorDespiteFailuresOfOthers() {
    attempts.exhausted();

    assertTrue(
        authenticator.authenticate(Optional.empty(), to("/api/v1/platform", KEY)).isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/api/v1/authz/check", "/api/v1/platformer", "/api/v1", "/", "/system/sboms"})
  void forbidsOperatorKeyOutsidePlatformApi(String path) {
    var refusal =
        assertThrows(
            ApiException.class, () -> authenticator.authenticate(Optional.empty(), to(path, KEY)));

    assertEquals(403, refusal.status());
  }

  @Test
  void forbidsOperatorKeyInTenantApi() {
    var tenant = Optional.of(aTenant().build());

    var refusal =
        assertThrows(
            ApiException.class,
            () -> authenticator.authenticate(tenant, to("/api/v1/platform/tenants", KEY)));

    assertEquals(403, refusal.status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"lmk_0123456789abcdefghijklmnopqrstuvwxyzABCDEFx", "lmk_", "lmk_short", "lmk_ä"})
  void rejectsUnknownKey(String key) {
    var request = to("/api/v1/platform/tenants", key);
    var refusal =
        assertThrows(
            ApiException.class, () -> authenticator.authenticate(Optional.empty(), request));

    assertEquals(401, refusal.status());
  }

  /** They would have taken it, or refused it themselves: they are away. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "lmk_01JD0000000000000000000000_" + SECRET,
        "lmk_agt_01JD0000000000000000000000_01JD0000000000000000000001_" + SECRET
      })
  void ignoresKeysOfOtherAuthenticators(String key) {
    assertEquals(
        Optional.empty(),
        authenticator.authenticate(Optional.empty(), to("/api/v1/platform/tenants", key)));
    assertEquals(List.of(), attempts.failures());
  }

  @Test
  void ignoresRequestWithoutKey() {
    assertEquals(
        Optional.empty(), authenticator.authenticate(Optional.empty(), aRequest().build()));
  }

  private static HttpRequestView to(String path, String key) {
    return aRequest().to(BASE + path).withHeader("Authorization", "Bearer " + key).build();
  }
}
