/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.fake.FakeSettingsStore;

class AccessTokenSigningAlgorithmResolverTest {

  private static final TenantContext ACME = aTenant().build();
  private static final TenantContext GLOBEX = aTenant("globex").build();
  private static final String SECTION = "tokens";

  private final FakeSettingsStore store =
      new FakeSettingsStore()
          .with(
              SECTION,
              new TokenSettingsSection(
                  TokensConfigFactory.signing("Ed25519"),
                  new AccessTokenSigningAlgorithmResolver(TokensConfigFactory.signing("Ed25519"))));
  private final AccessTokenSigningAlgorithmResolver choice =
      new AccessTokenSigningAlgorithmResolver(TokensConfigFactory.signing("Ed25519"));

  @Test
  void usesOperatorAlgorithmWithoutTenantSettings() {
    assertEquals(SigningAlgorithm.Ed25519, choice.accessTokens(ACME));
  }

  /** One wrong word in a file must not end all signing. */
  @Test
  void retainsAlgorithmIfOperatorSettingBecomesInvalid() {
    choice.bindSettings(store);
    choice.modified(TokensConfigFactory.signing("HS256"));

    assertEquals(SigningAlgorithm.Ed25519, choice.accessTokens(ACME));
    choice.unbindSettings(store);
    assertEquals(SigningAlgorithm.Ed25519, choice.accessTokens(ACME));
  }

  @Test
  void usesDefaultIfOperatorSettingIsInvalid() {
    var wrong = new AccessTokenSigningAlgorithmResolver(TokensConfigFactory.signing("HS256"));
    var schema = new TokenSettingsSection(TokensConfigFactory.signing("HS256"), wrong);
    wrong.bindSettings(new FakeSettingsStore().with(SECTION, schema));

    assertEquals(SigningAlgorithm.ES256, wrong.accessTokens(ACME));
  }

  @Test
  void followsOperatorChange() {
    choice.modified(TokensConfigFactory.signing("PS256"));

    assertEquals(SigningAlgorithm.PS256, choice.accessTokens(ACME));
  }

  @Test
  void usesOperatorAlgorithmIfTenantHasNone() {
    choice.bindSettings(store);

    assertEquals(SigningAlgorithm.Ed25519, choice.accessTokens(ACME));
  }

  @Test
  void appliesTenantAlgorithmOnlyToThatTenant() {
    choice.bindSettings(store);
    store.change(ACME, SECTION, Map.of("accessTokenAlgorithm", "RS256"));

    assertEquals(SigningAlgorithm.RS256, choice.accessTokens(ACME));
    assertEquals(SigningAlgorithm.Ed25519, choice.accessTokens(GLOBEX));
  }

  @Test
  void usesTenantAlgorithmIfClientAllowsIt() {
    var client = aClient().with("access_token_signing_algs", List.of("ES256", "Ed25519")).build();

    assertEquals(SigningAlgorithm.Ed25519, choice.accessTokens(ACME, client));
    assertEquals(SigningAlgorithm.Ed25519, choice.accessTokens(ACME, aClient().build()));
  }

  @Test
  void usesFirstSupportedAlgorithmOfClient() {
    var client = aClient().with("access_token_signing_algs", List.of("HS256", "ES256")).build();

    assertEquals(SigningAlgorithm.ES256, choice.accessTokens(ACME, client));
  }

  @Test
  void failsIfNoClientAlgorithmIsSupported() {
    var client = aClient().with("access_token_signing_algs", List.of("ES512")).build();

    var refusal = assertThrows(OAuthException.class, () -> choice.accessTokens(ACME, client));

    assertEquals(503, refusal.status());
    assertEquals("temporarily_unavailable", refusal.code());
    assertEquals(
        "The server supports none of the client's access_token_signing_algs. An administrator must change them.",
        refusal.getMessage());
  }

  @Test
  void appliesTenantChangeImmediately() {
    choice.bindSettings(store);
    choice.accessTokens(ACME);
    change(SigningAlgorithm.ES256);

    assertEquals(SigningAlgorithm.ES256, choice.accessTokens(ACME));
  }

  @Test
  void followsSettingsServiceAvailability() {
    choice.accessTokens(ACME);
    change(SigningAlgorithm.RS256);
    choice.bindSettings(store);
    var bound = choice.accessTokens(ACME);
    choice.unbindSettings(store);

    assertEquals(SigningAlgorithm.RS256, bound);
    assertEquals(SigningAlgorithm.Ed25519, choice.accessTokens(ACME));
  }

  @Test
  void retainsNewSettingsServiceWhenOldOneIsUnbound() {
    var successor =
        new FakeSettingsStore()
            .with(
                SECTION,
                new TokenSettingsSection(
                    TokensConfigFactory.signing("RS256"),
                    new AccessTokenSigningAlgorithmResolver(TokensConfigFactory.signing("RS256"))));
    choice.bindSettings(store);
    choice.bindSettings(successor);
    choice.unbindSettings(store);

    assertEquals(SigningAlgorithm.RS256, choice.accessTokens(ACME));
  }

  private void change(SigningAlgorithm algorithm) {
    store.change(ACME, SECTION, Map.of("accessTokenAlgorithm", algorithm.name()));
    choice.onEvent(new DomainEvent(SettingsStore.CHANGED, ACME.id(), SECTION));
  }
}
