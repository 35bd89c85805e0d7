/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.messaging.template.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.message.MessageTemplateProvider.MessageTemplate;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.messaging.template.MessageTemplateStore;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class EmailTemplatesTransferSectionTest {
  private static final TenantContext ACME = aTenant().build();
  private static final AuditInitiator ADMIN = AuditInitiator.server("test");

  @DatabaseTest
  void importsTemplateWithoutHtmlUnchanged(TestDatabase database) {
    var section = EmailTemplateSectionFixture.section(database);
    Map<String, Object> plain =
        Map.of("template", "reset en", "body_text", "Open ${link}", "is_active", true);

    section.put(ACME, plain, false, ADMIN);

    assertEquals(List.of(plain), section.export(ACME));
  }

  @DatabaseTest
  void exportsOnlyImportableTemplates(TestDatabase database) {
    var store = MessageTemplateStore.on(database.open(MessageTemplateStore.DEFINITION));
    var section = EmailTemplateSectionFixture.section(store);
    keep(store, "reset", "en", "Open https://other.example/?u=${link}");
    keep(store, "reset", "de", "Hier: ${link}");
    keep(store, "verify", "en", "No address");

    var exported = section.export(ACME);

    assertEquals(
        List.of(Map.of("template", "reset de", "body_text", "Hier: ${link}", "is_active", true)),
        exported);
    exported.forEach(item -> section.checkReferences(ACME, item, (any, key) -> false));
  }

  @DatabaseTest
  void exportsTemplatesOfUnavailableModule(TestDatabase database) {
    var store = MessageTemplateStore.on(database.open(MessageTemplateStore.DEFINITION));
    keep(store, "invite", "en", "Open ${link}");

    assertEquals(
        List.of(Map.of("template", "invite en", "body_text", "Open ${link}", "is_active", true)),
        EmailTemplateSectionFixture.section(store).export(ACME));
  }

  private static void keep(MessageTemplateStore store, String name, String locale, String text) {
    var content = new MessageTemplate(Optional.empty(), text, Optional.empty());
    store.put(ACME.id(), name, locale, content, true, Instant.EPOCH);
  }

  @DatabaseTest
  void dryRunRejectsUnknownOrInvalidTemplate(TestDatabase database) {
    var section = EmailTemplateSectionFixture.section(database);
    assertRefused(404, section, Map.of("template", "nothing en", "body_text", "Open ${link}"));
    assertRefused(422, section, Map.of("template", "reset en", "body_text", "No address"));
    assertRefused(422, section, Map.of("template", "reset en", "body_text", "${link} ${secret}"));
  }

  @DatabaseTest
  void rejectsInvalidKey(TestDatabase database) {
    var section = EmailTemplateSectionFixture.section(database);
    for (String key : List.of("reset", "reset ", "reset de-AT", "reset DE", "re set de", "")) {
      Map<String, Object> item = Map.of("template", key, "body_text", "Open ${link}");

      assertThrows(ApiException.class, () -> section.check(item), key);
    }
  }

  private static void assertRefused(
      int status, EmailTemplatesTransferSection section, Map<String, Object> item) {
    var dry =
        assertThrows(
            ApiException.class, () -> section.checkReferences(ACME, item, (any, key) -> false));
    var real = assertThrows(ApiException.class, () -> section.put(ACME, item, false, ADMIN));

    assertEquals(status, dry.status());
    assertEquals(real.getMessage(), dry.getMessage());
  }
}
