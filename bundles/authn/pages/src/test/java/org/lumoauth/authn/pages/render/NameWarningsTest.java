package org.lumoauth.authn.pages.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authn.pages.brand.Brand;
import org.lumoauth.authn.pages.brand.Brands;
import org.lumoauth.testkit.builder.Builders;
import org.lumoauth.testkit.fake.FakeSettingsStore;

class NameWarningsTest {

  private static final TenantContext ACME = Builders.aTenant().build();

  private final Brand brand = Brands.of(new FakeSettingsStore()).of(ACME, "consent");

  private String warning(NameWarnings warnings, String name) {
    return warnings.of(Optional.of(ACME), brand, name);
  }

  @Test
  void comparesWithTheNamesOfTheTenantsClients() {
    var warnings = new NameWarnings((tenant, name) -> tenant.equals(ACME) && name.equals("PaypaI"));

    assertEquals(NameWarnings.KNOWN, warning(warnings, "PaypaI"));
    assertEquals("", warning(warnings, "PayPal"));
    assertEquals("", warnings.of(Optional.empty(), brand, "PaypaI"));
  }

  @Test
  void comparesWithTheNameOfTheOrganization() {
    var warnings = new NameWarnings((tenant, name) -> false);
    String like = brand.name().replace('a', '\u0430').replace('c', '\u0441');

    assertEquals(NameWarnings.KNOWN, warning(warnings, like));
    assertEquals("", warning(warnings, brand.name()));
    assertEquals("", warning(warnings, brand.name().toUpperCase(Locale.ROOT)));
  }

  @Test
  void looksAtLettersWhileNoClientsAreKnown() {
    var warnings = new NameWarnings(null);

    assertEquals(NameWarnings.LETTERS, warning(warnings, "N\u043Etes"));
    assertEquals("", warning(warnings, "LINE\u30A2\u30D7\u30EA"));
  }
}
