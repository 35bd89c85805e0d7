package org.lumoauth.platform.tokens.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.Builders.aClient;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.key.SigningKeys.Algorithm;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.fake.FakeSettingsStore;

class SigningChoiceTest {

  private static final TenantContext ACME = aTenant().build();
  private static final TenantContext GLOBEX = aTenant("globex").build();
  private static final String SECTION = "tokens";

  private final FakeSettingsStore store =
      new FakeSettingsStore()
          .with(
              SECTION,
              new TokenSettingsSchema(
                  Configs.signing("Ed25519"), new SigningChoice(Configs.signing("Ed25519"))));
  private final SigningChoice choice = new SigningChoice(Configs.signing("Ed25519"));

  @Test
  void isTheOperatorsWhereThereAreNoSettingsOfTenants() {
    assertEquals(Algorithm.Ed25519, choice.accessTokens(ACME));
  }

  /** One wrong word in a file must not end all signing. */
  @Test
  void staysWhatItWasWhereTheOperatorsIsNoAlgorithm() {
    choice.bindSettings(store);
    choice.modified(Configs.signing("HS256"));

    assertEquals(Algorithm.Ed25519, choice.accessTokens(ACME));
    choice.unbindSettings(store);
    assertEquals(Algorithm.Ed25519, choice.accessTokens(ACME));
  }

  @Test
  void isTheDefaultWhereTheOperatorsHasNeverBeenAnAlgorithm() {
    var wrong = new SigningChoice(Configs.signing("HS256"));
    var schema = new TokenSettingsSchema(Configs.signing("HS256"), wrong);
    wrong.bindSettings(new FakeSettingsStore().with(SECTION, schema));

    assertEquals(Algorithm.ES256, wrong.accessTokens(ACME));
  }

  @Test
  void followsTheOperatorsChange() {
    choice.modified(Configs.signing("PS256"));

    assertEquals(Algorithm.PS256, choice.accessTokens(ACME));
  }

  @Test
  void isTheOperatorsWhereTheTenantChoseNone() {
    choice.bindSettings(store);

    assertEquals(Algorithm.Ed25519, choice.accessTokens(ACME));
  }

  @Test
  void isTheTenantsForThatTenantAlone() {
    choice.bindSettings(store);
    store.change(ACME, SECTION, Map.of("accessTokenAlgorithm", "RS256"));

    assertEquals(Algorithm.RS256, choice.accessTokens(ACME));
    assertEquals(Algorithm.Ed25519, choice.accessTokens(GLOBEX));
  }

  @Test
  void isTheTenantsWhereItWillDoForTheClient() {
    var client = aClient().with("access_token_signing_algs", List.of("ES256", "Ed25519")).build();

    assertEquals(Algorithm.Ed25519, choice.accessTokens(ACME, client));
    assertEquals(Algorithm.Ed25519, choice.accessTokens(ACME, aClient().build()));
  }

  @Test
  void isTheFirstThatWillDoForTheClientWhereTheTenantsWillNot() {
    var client = aClient().with("access_token_signing_algs", List.of("HS256", "ES256")).build();

    assertEquals(Algorithm.ES256, choice.accessTokens(ACME, client));
  }

  @Test
  void isNoneWhereNothingWillDoForTheClient() {
    var client = aClient().with("access_token_signing_algs", List.of("ES512")).build();

    var refusal = assertThrows(OAuthError.class, () -> choice.accessTokens(ACME, client));

    assertEquals(503, refusal.status());
    assertEquals("temporarily_unavailable", refusal.code());
    assertEquals("Nothing here signs as the client needs it.", refusal.getMessage());
  }

  @Test
  void followsAChangeAtOnce() {
    choice.bindSettings(store);
    choice.accessTokens(ACME);
    change(Algorithm.ES256);

    assertEquals(Algorithm.ES256, choice.accessTokens(ACME));
  }

  @Test
  void followsTheComingAndGoingOfSettings() {
    choice.accessTokens(ACME);
    change(Algorithm.RS256);
    choice.bindSettings(store);
    var bound = choice.accessTokens(ACME);
    choice.unbindSettings(store);

    assertEquals(Algorithm.RS256, bound);
    assertEquals(Algorithm.Ed25519, choice.accessTokens(ACME));
  }

  @Test
  void keepsToANewProviderWhenTheOldOneGoesAfterIt() {
    var successor =
        new FakeSettingsStore()
            .with(
                SECTION,
                new TokenSettingsSchema(
                    Configs.signing("RS256"), new SigningChoice(Configs.signing("RS256"))));
    choice.bindSettings(store);
    choice.bindSettings(successor);
    choice.unbindSettings(store);

    assertEquals(Algorithm.RS256, choice.accessTokens(ACME));
  }

  private void change(Algorithm algorithm) {
    store.change(ACME, SECTION, Map.of("accessTokenAlgorithm", algorithm.name()));
    choice.on(new DomainEvent(SettingsStore.CHANGED, ACME.id(), SECTION));
  }
}
