/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.openid.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUser;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.token.SubjectClaimsContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.user.FakeUserDirectory;

/** OpenID Connect Core section 5.2. */
class ClaimLanguageSelectorTest {

  private static final TenantContext ACME = aTenant().build();

  private final FakeUserDirectory users =
      new FakeUserDirectory()
          .with(ACME, aUser().named("Ada").build())
          .withLocalizedNames(
              ACME,
              aUserRef().id(),
              Map.of("name#ja-Kana-JP", "エイダ", "name#de-CH", "Adi", "name#de", "Ada L."));
  private final SubjectClaimsAssembler claims =
      new SubjectClaimsAssembler(
          new FakeProviderRegistry()
              .with(
                  SubjectClaimsContributor.class,
                  "standard",
                  new StandardClaimsContributor(users)));

  @Test
  void returnsClaimInRequestedLanguage() {
    assertEquals(Map.of("name#ja-Kana-JP", "エイダ"), asked("", "name#ja-Kana-JP"));
  }

  @Test
  void returnsMoreSpecificLanguageUnderRequestedName() {
    assertEquals(Map.of("name#ja", "エイダ"), asked("", "name#ja"));
  }

  @Test
  void prefersExactLanguageMatch() {
    assertEquals(Map.of("name#de", "Ada L."), asked("", "name#de"));
  }

  @Test
  void comparesLanguagesCaseInsensitively() {
    assertEquals(Map.of("name#JA-KANA-jp", "エイダ"), asked("", "name#JA-KANA-jp"));
  }

  @Test
  void fallsBackToUntaggedClaimForUnknownLanguage() {
    for (String name : List.of("name#fr", "name#d", "name#de-AT", "name#")) {
      assertEquals(Map.of("name", "Ada"), asked("", name), name);
    }
  }

  @Test
  void returnsUntaggedClaimWithoutRequestedLanguage() {
    assertEquals(Map.of("name", "Ada"), scope(""));
    assertEquals(Map.of("name", "Ada", "name#de", "Ada L."), asked("", "name", "name#de"));
  }

  @Test
  void returnsFirstAvailableLanguageOfClaimsLocales() {
    assertEquals(Map.of("name", "エイダ"), scope("fr ja de"));
    assertEquals(Map.of("name", "Adi"), scope("de-CH"));
  }

  @Test
  void fallsBackToMoreGeneralLanguage() {
    assertEquals(Map.of("name", "Ada L."), scope("de-AT-1996"));
  }

  @Test
  void fallsBackToUntaggedClaimForUnknownLocales() {
    assertEquals(Map.of("name", "Ada"), scope("fr tlh-Latn"));
  }

  @Test
  void returnsNoUnrequestedClaimInAnyLanguage() {
    assertEquals(
        Map.of(),
        claims.about(
            ACME,
            aUserRef(),
            aClient().build(),
            Set.of("openid"),
            RequestedClaims.none(),
            ClaimLanguageSelector.of(Map.of("claims_locales", "ja de"))));
  }

  private Map<String, Object> scope(String locales) {
    var told =
        claims.about(
            ACME,
            aUserRef(),
            aClient().build(),
            Set.of("profile"),
            RequestedClaims.none(),
            ClaimLanguageSelector.of(Map.of("claims_locales", locales)));
    return told;
  }

  private Map<String, Object> asked(String locales, String... names) {
    Map<String, Object> wanted = new HashMap<>();
    Arrays.stream(names).forEach(name -> wanted.put(name, Map.of()));
    return claims.about(
        ACME,
        aUserRef(),
        aClient().withScope("profile").build(),
        Set.of(),
        RequestedClaims.of(Map.of("userinfo", wanted), "userinfo"),
        ClaimLanguageSelector.of(Map.of("claims_locales", locales)));
  }
}
