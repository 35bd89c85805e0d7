package org.lumoauth.agents.aauth.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.fake.FakeSettingsStore;

/** The consent page says for how long. */
class ConsentTermsTest {

  private static final TenantContext ACME = aTenant().build();

  private final FakeSettingsStore settings = new FakeSettingsStore();
  private final ConsentTerms terms = new ConsentTerms(settings);

  @Test
  void saysWhenTheGrantEnds() {
    settings.change(ACME, "grants", Map.of("grantDays", 90L));

    assertEquals(Optional.of(Duration.ofDays(90)), terms.lifetime(ACME));
  }

  @Test
  void saysNothingOfAnEndThatThereIsNot() {
    assertEquals(Optional.empty(), terms.lifetime(ACME));
  }
}
