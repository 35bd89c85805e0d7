package org.lumoauth.oauth.idjag;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.Builders;
import org.lumoauth.testkit.fake.FakeSettingsStore;

class IdJagMetadataTest {
  private static final TenantContext ACME = Builders.aTenant().build();

  private final FakeSettingsStore settings =
      new FakeSettingsStore().with(XaaSettings.SECTION, new XaaSettings());

  @Test
  void saysThatGrantsAreTakenWhereNoneAreMade() {
    settings.change(ACME, XaaSettings.SECTION, Map.of("idpEnabled", false));

    assertEquals(Set.of("authorization_grant_profiles_supported"), members());
  }

  @Test
  void saysThatGrantsAreMadeWhereNoneAreTaken() {
    settings.change(ACME, XaaSettings.SECTION, Map.of("resourceEnabled", false));

    assertEquals(Set.of("identity_chaining_requested_token_types_supported"), members());
  }

  private Set<String> members() {
    Map<String, Object> metadata = new HashMap<>();
    new IdJagMetadata(settings).contribute(ACME, metadata);
    return metadata.keySet();
  }
}
