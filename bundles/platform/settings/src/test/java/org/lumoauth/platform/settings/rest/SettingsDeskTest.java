package org.lumoauth.platform.settings.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.platform.settings.Fixture.ACME;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.SettingsView;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.settings.Fixture;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeTenantAdmin;

class SettingsDeskTest {

  private static final Editor SOMEBODY = new Editor(Fixture.SOMEBODY, permission -> {});

  private static SettingsDesk desk(Fixture fixture) {
    return desk(fixture, new FakeProviderRegistry());
  }

  private static SettingsDesk desk(Fixture fixture, FakeProviderRegistry views) {
    var names = new TenantNames();
    names.tenants = new FakeTenantAdmin("Acme Inc.");
    return new SettingsDesk(
        new WireSections(fixture.sections), fixture.settings, names, new Views(views));
  }

  private static SeveralSections several(Fixture fixture) {
    return new SeveralSections(new WireSections(fixture.sections));
  }

  @DatabaseTest
  void showsTheNameOfTheTenantAmongTheGeneralSettings(TestDatabase database) {
    try (var fixture = new Fixture(database)) {
      assertEquals(
          Map.of("name", "Acme Inc.", "displayName", "", "timezone", "UTC", "locale", "en"),
          desk(fixture).show(ACME, "general"));
    }
  }

  @DatabaseTest
  void renamesTheTenant(TestDatabase database) {
    try (var fixture = new Fixture(database)) {
      var desk = desk(fixture);

      desk.change(ACME, "general", Map.of("name", "Acme Ltd."), false, SOMEBODY);

      assertEquals("Acme Ltd.", desk.show(ACME, "general").get("name"));
    }
  }

  @DatabaseTest
  void namesTheMembersOfASectionInSnakeCase(TestDatabase database) {
    try (var fixture = new Fixture(database)) {
      assertEquals(Map.of("dpop_require_nonce", false), desk(fixture).show(ACME, "security"));
    }
  }

  @DatabaseTest
  void makesTheSectionAuthenticationOfTheSectionsOfModules(TestDatabase database) {
    try (var fixture = new Fixture(database)) {
      var desk = desk(fixture);

      desk.change(ACME, "auth", Map.of("password_min_length", 20), false, SOMEBODY);

      assertEquals(20L, desk.show(ACME, "authentication").get("password_min_length"));
      assertEquals(20L, fixture.settings.read(ACME, "password").get("minLength"));
    }
  }

  @DatabaseTest
  void takesAndShowsTheNameOfAValue(TestDatabase database) {
    try (var fixture = new Fixture(database)) {
      var desk = desk(fixture);
      assertEquals("other", desk.show(ACME, "auth").get("password_template"));

      desk.change(
          ACME, "auth", Map.of("password_policy", Map.of("template", "long")), false, SOMEBODY);

      assertEquals(30L, fixture.settings.read(ACME, "password").get("minLength"));
      assertEquals("long", desk.show(ACME, "auth").get("password_template"));
      assertEquals("long", desk.show(ACME, "password").get("template"));

      desk.change(ACME, "password", Map.of("min_length", 31), false, SOMEBODY);

      assertEquals("other", desk.show(ACME, "auth").get("password_template"));
    }
  }

  @DatabaseTest
  void changesNothingByTheNameOfEveryOtherValue(TestDatabase database) {
    try (var fixture = new Fixture(database)) {
      var desk = desk(fixture);
      desk.change(ACME, "password", Map.of("min_length", 31), false, SOMEBODY);

      desk.change(ACME, "password", Map.of("template", "other"), false, SOMEBODY);
      assertEquals(31L, fixture.settings.read(ACME, "password").get("minLength"));

      desk.change(ACME, "password", Map.of("template", "other", "min_length", 32), false, SOMEBODY);
      assertEquals(32L, fixture.settings.read(ACME, "password").get("minLength"));
    }
  }

  @DatabaseTest
  void bringsTheDefaultBackByTheNameOfAValueToo(TestDatabase database) {
    try (var fixture = new Fixture(database)) {
      var desk = desk(fixture);
      desk.change(ACME, "password", Map.of("template", "short"), false, SOMEBODY);

      desk.change(ACME, "password", Collections.singletonMap("template", null), false, SOMEBODY);

      assertEquals(15L, fixture.settings.read(ACME, "password").get("minLength"));
    }
  }

  @DatabaseTest
  void takesWhatWasChangedOfANameAndAValueThatComeBackTogether(TestDatabase database) {
    try (var fixture = new Fixture(database)) {
      var desk = desk(fixture);
      for (boolean whole : List.of(true, false)) {
        desk.change(ACME, "password", Map.of("template", "short"), false, SOMEBODY);
        var shown = new HashMap<>(desk.show(ACME, "password"));
        shown.put("min_length", 20);
        desk.change(ACME, "password", shown, whole, SOMEBODY);
        assertEquals(20L, fixture.settings.read(ACME, "password").get("minLength"));

        shown = new HashMap<>(desk.show(ACME, "password"));
        shown.put("template", "long");
        desk.change(ACME, "password", shown, whole, SOMEBODY);
        assertEquals(30L, fixture.settings.read(ACME, "password").get("minLength"));
      }
    }
  }

  @DatabaseTest
  void refusesANameAndAnotherValue(TestDatabase database) {
    try (var fixture = new Fixture(database)) {
      var body = Map.<String, Object>of("min_length", 20, "template", "long");

      var refusal =
          assertThrows(
              Problem.class, () -> desk(fixture).change(ACME, "password", body, false, SOMEBODY));

      assertEquals(422, refusal.status());
      assertEquals(15L, fixture.settings.read(ACME, "password").get("minLength"));
    }
  }

  @DatabaseTest
  void refusesANameThatNoValueHas(TestDatabase database) {
    try (var fixture = new Fixture(database)) {
      var body = Map.<String, Object>of("password_policy", Map.of("template", "x"));

      var refusal =
          assertThrows(
              Problem.class, () -> desk(fixture).change(ACME, "auth", body, false, SOMEBODY));

      assertEquals("password_policy.template", refusal.details().get("field"));
      assertEquals(
          "password_policy.template is one of [long, other, short].", refusal.getMessage());
    }
  }

  @DatabaseTest
  void takesTheGroupsOfTheReferenceToo(TestDatabase database) {
    try (var fixture = new Fixture(database)) {
      var desk = desk(fixture);

      desk.change(
          ACME,
          "authentication",
          Map.of("password_policy", Map.of("min_length", 21)),
          false,
          SOMEBODY);

      assertEquals(21L, fixture.settings.read(ACME, "password").get("minLength"));
    }
  }

  @DatabaseTest
  void takesCamelCaseToo(TestDatabase database) {
    try (var fixture = new Fixture(database)) {
      var desk = desk(fixture);

      desk.change(ACME, "auth", Map.of("passwordMinLength", 22), false, SOMEBODY);

      assertEquals(22L, fixture.settings.read(ACME, "password").get("minLength"));
    }
  }

  @DatabaseTest
  void takesTheNamesOfTheApiForSettingsOfModulesToo(TestDatabase database) {
    try (var fixture = new Fixture(database)) {
      var desk = desk(fixture);

      desk.change(ACME, "auth", Map.of("session_timeout", 600), false, SOMEBODY);
      desk.change(ACME, "auth", Map.of("sessionLifetime", 7200), false, SOMEBODY);

      assertEquals(600L, fixture.settings.read(ACME, "sessions").get("idleSeconds"));
      assertEquals(7200L, fixture.settings.read(ACME, "sessions").get("lifetimeSeconds"));
      assertEquals(600L, desk.show(ACME, "auth").get("session_timeout"));
      assertEquals(600L, desk.show(ACME, "auth").get("sessions_idle_seconds"));
    }
  }

  @DatabaseTest
  void takesWhatWasChangedOfTwoNamesThatComeBackTogether(TestDatabase database) {
    try (var fixture = new Fixture(database)) {
      var desk = desk(fixture);
      for (boolean whole : List.of(true, false)) {
        for (String name : List.of("session_timeout", "sessions_idle_seconds")) {
          var shown = new HashMap<>(desk.show(ACME, "auth"));
          shown.put(name, 700L + name.length());

          desk.change(ACME, "auth", shown, whole, SOMEBODY);

          assertEquals(
              700L + name.length(), fixture.settings.read(ACME, "sessions").get("idleSeconds"));
        }
      }
    }
  }

  @DatabaseTest
  void keepsByAPutWhatItNamesByAnotherName(TestDatabase database) {
    try (var fixture = new Fixture(database)) {
      desk(fixture).change(ACME, "auth", Map.of("session_timeout", 600), true, SOMEBODY);

      assertEquals(600L, fixture.settings.read(ACME, "sessions").get("idleSeconds"));
    }
  }

  @DatabaseTest
  void refusesTwoValuesForOneSetting(TestDatabase database) {
    try (var fixture = new Fixture(database)) {
      var body = new LinkedHashMap<String, Object>();
      body.put("session_timeout", 600);
      body.put("sessions_idle_seconds", 700);

      var refusal =
          assertThrows(
              Problem.class, () -> desk(fixture).change(ACME, "auth", body, false, SOMEBODY));

      assertEquals(422, refusal.status());
      assertEquals("sessions_idle_seconds", refusal.details().get("field"));
      assertEquals(
          "sessions_idle_seconds is another name of what is set otherwise.", refusal.getMessage());
    }
  }

  @DatabaseTest
  void leavesWhatAPatchDoesNotName(TestDatabase database) {
    try (var fixture = new Fixture(database)) {
      var desk = desk(fixture);
      desk.change(ACME, "email", Map.of("from", "a@x.example"), false, SOMEBODY);

      desk.change(ACME, "email", Map.of("transport", "starttls"), false, SOMEBODY);

      assertEquals("a@x.example", desk.show(ACME, "email").get("from"));
    }
  }

  @DatabaseTest
  void bringsTheDefaultsBackThatAPutDoesNotName(TestDatabase database) {
    try (var fixture = new Fixture(database)) {
      var desk = desk(fixture);
      desk.change(ACME, "email", Map.of("from", "a@x.example"), false, SOMEBODY);

      desk.change(ACME, "email", Map.of("transport", "starttls"), true, SOMEBODY);

      assertEquals("nobody@x.example", desk.show(ACME, "email").get("from"));
    }
  }

  @DatabaseTest
  void masksSecretsAndKeepsWhatComesBackMasked(TestDatabase database) {
    try (var fixture = new Fixture(database)) {
      var desk = desk(fixture);
      desk.change(ACME, "email", Map.of("smtp_password", "hunter2-hunter2"), false, SOMEBODY);
      var shown = desk.show(ACME, "email");

      desk.change(ACME, "email", shown, true, SOMEBODY);

      assertEquals(Map.of("configured", true, "redacted", true), shown.get("smtp_password"));
      assertEquals("hunter2-hunter2", fixture.settings.read(ACME, "email").get("smtpPassword"));
    }
  }

  @DatabaseTest
  void namesTheMemberThatIsWrong(TestDatabase database) {
    try (var fixture = new Fixture(database)) {
      var refusal =
          assertThrows(
              Problem.class,
              () ->
                  desk(fixture)
                      .change(ACME, "auth", Map.of("password_min_length", 3), false, SOMEBODY));

      assertEquals("password_min_length", refusal.details().get("field"));
    }
  }

  @DatabaseTest
  void namesTheMemberAsItWasSentThatItsModuleObjectsTo(TestDatabase database) {
    try (var fixture = new Fixture(database)) {
      var body = Map.<String, Object>of("smtp_password", "no address");

      var refusal =
          assertThrows(
              Problem.class, () -> desk(fixture).change(ACME, "email", body, false, SOMEBODY));

      assertEquals("smtp_password", refusal.details().get("field"));
      assertEquals("No address.", refusal.getMessage());
    }
  }

  @DatabaseTest
  void changesSeveralSectionsByTheirNamesOrByTheirMembers(TestDatabase database) {
    try (var fixture = new Fixture(database)) {
      var desk = desk(fixture);
      var body =
          Map.of(
              "email", Map.of("from", "a@x.example"),
              "name", "Acme Ltd.",
              "displayName", "Acme",
              "transport", "starttls",
              "passwordPolicy", Map.of("minLength", 20));

      desk.change(ACME, several(fixture).of(body), SOMEBODY);

      assertEquals("a@x.example", desk.show(ACME, "email").get("from"));
      assertEquals("starttls", desk.show(ACME, "email").get("transport"));
      assertEquals("Acme Ltd.", desk.show(ACME, "general").get("name"));
      assertEquals("Acme", desk.show(ACME, "general").get("displayName"));
      assertEquals(20L, desk.show(ACME, "auth").get("password_min_length"));
    }
  }

  @DatabaseTest
  void changesNothingOfSeveralSectionsWhereOneIsRefused(TestDatabase database) {
    try (var fixture = new Fixture(database)) {
      var desk = desk(fixture);
      var body = Map.of("displayName", "Acme", "auth", Map.of("password_min_length", 3));
      var bodies = several(fixture).of(body);

      assertThrows(Problem.class, () -> desk.change(ACME, bodies, SOMEBODY));
      assertEquals("", desk.show(ACME, "general").get("displayName"));
    }
  }

  @DatabaseTest
  void refusesAMemberOfNoSection(TestDatabase database) {
    try (var fixture = new Fixture(database)) {
      var bodies = several(fixture).of(Map.of("mfaMagic", true));

      var refusal = assertThrows(Problem.class, () -> desk(fixture).change(ACME, bodies, SOMEBODY));

      assertEquals("mfaMagic", refusal.details().get("field"));
    }
  }

  @DatabaseTest
  void refusesAMemberThatNoModuleKnows(TestDatabase database) {
    try (var fixture = new Fixture(database)) {
      var refusal =
          assertThrows(
              Problem.class,
              () -> desk(fixture).change(ACME, "auth", Map.of("mfa_magic", 3), false, SOMEBODY));

      assertEquals(422, refusal.status());
      assertEquals("mfa_magic", refusal.details().get("field"));
    }
  }

  @DatabaseTest
  void refusesANameThatIsNone(TestDatabase database) {
    try (var fixture = new Fixture(database)) {
      assertThrows(
          Problem.class,
          () ->
              desk(fixture)
                  .change(
                      ACME, "general", Collections.singletonMap("name", null), false, SOMEBODY));
    }
  }

  @DatabaseTest
  void saysWhichModuleIsMissingForASectionOfTheReference(TestDatabase database) {
    try (var fixture = new Fixture(database)) {
      fixture.modules.without(SettingsSchema.class, "email");

      var refusal = assertThrows(Problem.class, () -> desk(fixture).show(ACME, "email"));

      assertEquals(503, refusal.status());
      assertEquals("messages-mail", refusal.details().get("module"));
    }
  }

  @DatabaseTest
  void knowsNoOtherSections(TestDatabase database) {
    try (var fixture = new Fixture(database)) {
      var refusal = assertThrows(Problem.class, () -> desk(fixture).show(ACME, "nonsense"));

      assertEquals(404, refusal.status());
    }
  }

  @DatabaseTest
  void showsEverySectionThatThereIs(TestDatabase database) {
    try (var fixture = new Fixture(database)) {
      assertEquals(
          Set.of("authentication", "email", "general", "security"),
          desk(fixture).all(ACME).keySet());
    }
  }

  @DatabaseTest
  void showsWhatAModuleWantsShownInAnotherSectionThereAlone(TestDatabase database) {
    try (var fixture = new Fixture(database)) {
      fixture.modules.with(SettingsSchema.class, "late-link", shownIn("security"));
      var desk = desk(fixture);

      desk.change(ACME, "security", Map.of("late_link_max_minutes", 20), false, SOMEBODY);

      assertEquals(
          Map.of("dpop_require_nonce", false, "late_link_max_minutes", 20L),
          desk.show(ACME, "security"));
      assertEquals(Map.of("max_minutes", 20L), desk.show(ACME, "late-link"));
      assertEquals(null, desk.show(ACME, "authentication").get("late_link_max_minutes"));
    }
  }

  @DatabaseTest
  void knowsAMemberNoMoreWhoseModuleIsGone(TestDatabase database) {
    try (var fixture = new Fixture(database)) {
      fixture.modules.with(SettingsSchema.class, "late-link", shownIn("security"));
      fixture.modules.without(SettingsSchema.class, "late-link");
      var body = Map.<String, Object>of("late_link_max_minutes", 20);

      var refusal =
          assertThrows(
              Problem.class, () -> desk(fixture).change(ACME, "security", body, false, SOMEBODY));

      assertEquals("late_link_max_minutes", refusal.details().get("field"));
    }
  }

  private static SettingsSchema shownIn(String section) {
    return new SettingsSchema() {
      @Override
      public Optional<String> shownIn() {
        return Optional.of(section);
      }

      @Override
      public List<Setting> settings() {
        return List.of(
            new Setting(
                "maxMinutes",
                Type.INTEGER,
                15L,
                false,
                Set.of(),
                Optional.of(1L),
                Optional.of(60L),
                "Minutes."));
      }
    };
  }

  @DatabaseTest
  void showsAndChangesWhatModulesKeepAsSomethingElse(TestDatabase database) {
    try (var fixture = new Fixture(database)) {
      var view = new StubView();
      var desk = desk(fixture, new FakeProviderRegistry().with(SettingsView.class, "stub", view));

      var sent = Map.<String, Object>of("stubThings", List.of("b"), "password_min_length", 20);
      desk.change(ACME, "auth", sent, true, SOMEBODY);

      assertEquals(List.of("b"), desk.show(ACME, "authentication").get("stub_things"));
      assertEquals(20L, desk.show(ACME, "authentication").get("password_min_length"));
      desk.change(ACME, "auth", Map.of(), true, SOMEBODY);
      assertEquals(List.of("b"), desk.show(ACME, "auth").get("stub_things"), "it is no setting");
    }
  }

  @DatabaseTest
  void changesNothingAtAllWhereOneMemberIsRefused(TestDatabase database) {
    try (var fixture = new Fixture(database)) {
      var view = new StubView();
      var desk = desk(fixture, new FakeProviderRegistry().with(SettingsView.class, "stub", view));

      var wrong = Map.<String, Object>of("stub_things", List.of("b"), "password_min_length", "x");
      assertThrows(Problem.class, () -> desk.change(ACME, "auth", wrong, false, SOMEBODY));
      assertEquals(List.of("a"), view.things);

      view.refuses = true;
      var right = Map.<String, Object>of("stub_things", List.of("b"), "password_min_length", 20);
      assertThrows(Problem.class, () -> desk.change(ACME, "auth", right, false, SOMEBODY));
      assertEquals(Optional.empty(), Optional.ofNullable(own(fixture).get("minLength")));
    }
  }

  private static Map<String, Object> own(Fixture fixture) {
    return fixture.settings.readOwn(ACME, "password");
  }

  /** A member that is kept elsewhere. */
  private static final class StubView implements SettingsView {
    private Object things = List.of("a");
    private boolean refuses;

    @Override
    public Set<String> members() {
      return Set.of("stub_things");
    }

    @Override
    public Map<String, Object> show(TenantContext tenant) {
      return Map.of("stub_things", things);
    }

    @Override
    public Change change(
        TenantContext tenant, Map<String, Object> sent, Consumer<String> require, Initiator by) {
      return () -> {
        if (refuses) {
          throw Problem.invalid("stub_things", "no");
        }
        things = sent.get("stub_things");
      };
    }
  }
}
