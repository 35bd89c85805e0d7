/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.idjag;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.fake.FakeSettingsStore;

class IdJagMetadataContributorTest {
  private static final TenantContext ACME = TestBuilders.aTenant().build();
  private static final String GRANTS = "urn:ietf:params:oauth:grant-type:";

  private final FakeSettingsStore settings =
      new FakeSettingsStore().with(CrossAppAccessSettings.SECTION, new CrossAppAccessSettings());

  @Test
  void advertisesOnlyAcceptanceIfIssuanceIsDisabled() {
    settings.change(ACME, CrossAppAccessSettings.SECTION, Map.of("idpEnabled", false));

    assertEquals(Set.of("authorization_grant_profiles_supported"), both());
  }

  @Test
  void advertisesOnlyIssuanceIfAcceptanceIsDisabled() {
    settings.change(ACME, CrossAppAccessSettings.SECTION, Map.of("resourceEnabled", false));

    assertEquals(Set.of("identity_chaining_requested_token_types_supported"), both());
  }

  @Test
  void advertisesOnlyInstalledGrantTypes() {
    assertEquals(Set.of("authorization_grant_profiles_supported"), members(GRANTS + "jwt-bearer"));
    assertEquals(
        Set.of("identity_chaining_requested_token_types_supported"),
        members(GRANTS + "token-exchange"));
    assertEquals(Set.of(), members());
  }

  private Set<String> both() {
    return members(GRANTS + "token-exchange", GRANTS + "jwt-bearer");
  }

  /** What it adds where these grants are installed. */
  private Set<String> members(String... grants) {
    Map<String, Object> metadata = new HashMap<>();
    metadata.put("grant_types_supported", List.of(grants));
    IdJagMetadataContributor contributor = new IdJagMetadataContributor(settings);
    contributor.contribute(ACME, metadata);
    contributor.complete(ACME, metadata);
    metadata.remove("grant_types_supported");
    return metadata.keySet();
  }
}
