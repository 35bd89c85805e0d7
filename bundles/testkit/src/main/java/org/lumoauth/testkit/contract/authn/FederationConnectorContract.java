/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.authn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.federation.FederationConnector;
import org.lumoauth.api.federation.FederationConnector.FederationProviderPreset;
import org.lumoauth.api.federation.FederationConnector.FederationRedirect;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;

/** The contract of every {@link FederationConnector}. */
public abstract class FederationConnectorContract {

  private static final String CALLBACK = "https://id.example.com/t/acme/callback";

  /** Returns the provider under test. */
  protected abstract FederationConnector connector();

  /** Returns the tenant of the connection. */
  protected abstract TenantContext tenant();

  /** Returns the connection's settings. */
  protected abstract Map<String, Object> connection();

  /** Returns the identity provider's response to a sign-in started with this redirect. */
  protected abstract Map<String, String> answerTo(FederationRedirect begun, String state);

  /** Returns a forged response. */
  protected abstract Map<String, String> forgedAnswerTo(FederationRedirect begun, String state);

  @Test
  void redirectsBrowserToProvider() {
    var location = URI.create(begin("state-1").location());

    assertTrue(location.isAbsolute());
    assertTrue(location.getScheme().matches("https?"), location.getScheme());
  }

  @Test
  void passesStateToProviderOrMemory() {
    var redirect = begin("state-of-the-contract");

    assertTrue(
        redirect.location().contains("state-of-the-contract")
            || redirect.memory().containsValue("state-of-the-contract"));
  }

  @Test
  void beginsEachSignInWithNewValues() {
    assertNotEquals(begin("state-1").memory(), begin("state-1").memory());
  }

  @Test
  void identifiesUserFromResponse() {
    var begun = begin("state-1");

    var identity =
        connector().complete(tenant(), connection(), answerTo(begun, "state-1"), begun.memory());

    assertFalse(identity.issuer().isBlank());
    assertFalse(identity.subject().isBlank());
    assertTrue(identity.email().isPresent() || !identity.emailVerified());
  }

  @Test
  void rejectsForgedResponse() {
    var begun = begin("state-1");

    assertRefused(forgedAnswerTo(begun, "state-1"), begun.memory());
  }

  @Test
  void rejectsResponseOfAnotherSignIn() {
    var begun = begin("state-1");
    var another = begin("state-2");

    assertRefused(answerTo(begun, "state-1"), another.memory());
  }

  @Test
  void rejectsResponseWithoutStoredValues() {
    assertRefused(answerTo(begin("state-1"), "state-1"), Map.of());
  }

  @Test
  void rejectsEmptyResponse() {
    assertRefused(Map.of(), begin("state-1").memory());
  }

  @Test
  void declaresUniqueLowercasePresetNames() {
    var names = connector().presets().stream().map(FederationProviderPreset::provider).toList();

    names.forEach(name -> assertTrue(name.matches("[a-z0-9][a-z0-9-]{0,39}"), name));
    assertEquals(names.size(), Set.copyOf(names).size(), "duplicate preset name");
  }

  @Test
  void acceptsValidConnectionSettings() {
    assertEquals(Optional.empty(), connector().findProblem(connection()));
  }

  @Test
  void redirectsReauthenticationToTheSameProvider() {
    var usual = URI.create(begin("state-1").location());
    var fresh =
        connector()
            .begin(tenant(), connection(), CALLBACK, "state-1", Optional.of(Instant.now()))
            .location();

    assertEquals(usual.getAuthority(), URI.create(fresh).getAuthority());
  }

  private FederationRedirect begin(String state) {
    return connector().begin(tenant(), connection(), CALLBACK, state);
  }

  private void assertRefused(Map<String, String> answer, Map<String, String> memory) {
    var refusal =
        assertThrows(
            ApiException.class, () -> connector().complete(tenant(), connection(), answer, memory));
    assertEquals(401, refusal.status());
  }
}
