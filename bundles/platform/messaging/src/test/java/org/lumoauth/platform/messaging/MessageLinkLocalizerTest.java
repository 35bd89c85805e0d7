/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumoauth.api.tenant.TenantContext;

/** In which language the link of a message opens. */
class MessageLinkLocalizerTest {
  private static final TenantContext ACME =
      new TenantContext("ten_1", "acme", "https://id.example/t/acme/api/v1");

  @ParameterizedTest
  @CsvSource({
    "https://id.example/t/acme/reset-password?token=x, "
        + "https://id.example/t/acme/reset-password?token=x&ui_locales=de-AT",
    "https://id.example/t/acme/login, https://id.example/t/acme/login?ui_locales=de-AT",
    "https://id.example/t/acme/login#top, https://id.example/t/acme/login?ui_locales=de-AT#top"
  })
  void addsMessageLocaleToTenantPageLinks(String link, String sent) {
    assertEquals(sent, MessageLinkLocalizer.localize(ACME, link, Locale.forLanguageTag("de-AT")));
  }

  @ParameterizedTest
  @CsvSource({
    "https://other.example/t/acme/login",
    "https://id.example/t/acmes/login",
    "https://id.example/t/acme/login?ui_locales=fr"
  })
  void leavesOtherLinksAndExplicitLocalesUnchanged(String link) {
    assertEquals(link, MessageLinkLocalizer.localize(ACME, link, Locale.GERMAN));
  }
}
