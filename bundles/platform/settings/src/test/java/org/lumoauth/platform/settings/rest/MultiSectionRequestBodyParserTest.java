/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.settings.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.platform.settings.SettingsFixture.ACME;
import static org.lumoauth.platform.settings.rest.SettingsServiceFactory.SOMEBODY;
import static org.lumoauth.platform.settings.rest.SettingsServiceFactory.desk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import org.lumoauth.api.settings.AuthenticationSettingsMemberProvider;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.settings.SettingsFixture;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

class MultiSectionRequestBodyParserTest {

  @DatabaseTest
  void changesSectionsByNameOrMember(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      var desk = desk(fixture);
      var body =
          Map.of(
              "email", Map.of("from", "a@x.example"),
              "name", "Acme Ltd.",
              "displayName", "Acme",
              "transport", "starttls",
              "passwordPolicy", Map.of("minLength", 20));

      desk.change(ACME, several(fixture).parse(body), SOMEBODY);

      assertEquals("a@x.example", desk.show(ACME, "email").get("from"));
      assertEquals("starttls", desk.show(ACME, "email").get("transport"));
      assertEquals("Acme Ltd.", desk.show(ACME, "general").get("name"));
      assertEquals("Acme", desk.show(ACME, "general").get("displayName"));
      assertEquals(20L, desk.show(ACME, "auth").get("password_min_length"));
    }
  }

  @DatabaseTest
  void changesNothingIfAnySectionIsRejected(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      var desk = desk(fixture);
      var body = Map.of("displayName", "Acme", "auth", Map.of("password_min_length", 3));
      var bodies = several(fixture).parse(body);

      assertThrows(ApiException.class, () -> desk.change(ACME, bodies, SOMEBODY));
      assertEquals("", desk.show(ACME, "general").get("displayName"));
    }
  }

  @DatabaseTest
  void rejectsMemberOfNoSection(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      var bodies = several(fixture).parse(Map.of("mfaMagic", true));

      var refusal =
          assertThrows(ApiException.class, () -> desk(fixture).change(ACME, bodies, SOMEBODY));

      assertEquals("mfaMagic", refusal.details().get("field"));
    }
  }

  @DatabaseTest
  void reportsUnavailableModuleOfSection(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      fixture.modules.withUnavailable(TenantSettingsSection.class, "email", "messages-mail");
      var bodies = several(fixture).parse(Map.of("email", Map.of("from", "a@x.example")));

      var refusal =
          assertThrows(ApiException.class, () -> desk(fixture).change(ACME, bodies, SOMEBODY));

      assertEquals(503, refusal.status());
      assertEquals("messages-mail", refusal.details().get("module"));
    }
  }

  @DatabaseTest
  void showsAndChangesVirtualSettings(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      var view = new StubVirtualSettings();
      var desk =
          desk(
              fixture,
              new FakeProviderRegistry()
                  .with(AuthenticationSettingsMemberProvider.class, "stub", view));

      var sent = Map.<String, Object>of("stubThings", List.of("b"), "password_min_length", 20);
      desk.change(ACME, "auth", sent, true, SOMEBODY);

      assertEquals(List.of("b"), desk.show(ACME, "authentication").get("stub_things"));
      assertEquals(20L, desk.show(ACME, "authentication").get("password_min_length"));
      desk.change(ACME, "auth", Map.of(), true, SOMEBODY);
      assertEquals(List.of("b"), desk.show(ACME, "auth").get("stub_things"), "it is no setting");
    }
  }

  @DatabaseTest
  void changesNothingIfAnyMemberIsRejected(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      var view = new StubVirtualSettings();
      var desk =
          desk(
              fixture,
              new FakeProviderRegistry()
                  .with(AuthenticationSettingsMemberProvider.class, "stub", view));

      var wrong = Map.<String, Object>of("stub_things", List.of("b"), "password_min_length", "x");
      assertThrows(ApiException.class, () -> desk.change(ACME, "auth", wrong, false, SOMEBODY));
      assertEquals(List.of("a"), view.things);

      view.refuses = true;
      var right = Map.<String, Object>of("stub_things", List.of("b"), "password_min_length", 20);
      assertThrows(ApiException.class, () -> desk.change(ACME, "auth", right, false, SOMEBODY));
      assertEquals(Optional.empty(), Optional.ofNullable(own(fixture).get("minLength")));
    }
  }

  @DatabaseTest
  void rejectsContradictingBodiesOfOneSection(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      var view = new StubVirtualSettings();
      var resource = tenant(fixture, view, SettingsServiceFactory.names());
      var sections =
          Map.of(
              "auth", Map.of("stub_things", List.of("b")),
              "authentication", Map.of("stub_things", List.of("c")));

      var refusal =
          assertThrows(
              ApiException.class, () -> resource.patch(patch(), Map.of("settings", sections)));

      assertEquals("stub_things", refusal.details().get("field"));
      assertEquals(List.of("a"), view.things);
    }
  }

  @DatabaseTest
  void mergesTwoBodiesOfOneSection(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      var view = new StubVirtualSettings();
      var resource = tenant(fixture, view, SettingsServiceFactory.names());
      var sections =
          Map.of(
              "auth", Map.of("stub_things", List.of("b")),
              "authentication", Map.of("stub_things", List.of("b"), "password_min_length", 20));

      resource.patch(patch(), Map.of("settings", sections));

      assertEquals(List.of("b"), view.things);
      assertEquals(20L, own(fixture).get("minLength"));
    }
  }

  @DatabaseTest
  void changesNothingIfTenantCannotBeRenamed(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      var view = new StubVirtualSettings();
      var resource = tenant(fixture, view, new TenantNameService()); // their module is away
      var auth = Map.of("stub_things", List.of("b"), "password_min_length", 20);

      for (var body :
          List.of(
              Map.<String, Object>of("name", "Acme Ltd.", "settings", Map.of("auth", auth)),
              Map.<String, Object>of(
                  "settings", Map.of("auth", auth, "general", Map.of("name", "Acme Ltd."))))) {
        var refusal = assertThrows(ApiException.class, () -> resource.patch(patch(), body));

        assertEquals(503, refusal.status());
        assertEquals(List.of("a"), view.things);
        assertEquals(Map.of(), own(fixture));
      }
    }
  }

  @DatabaseTest
  void prefersTopLevelTenantName(TestDatabase database) {
    try (var fixture = new SettingsFixture(database)) {
      var resource = tenant(fixture, new StubVirtualSettings(), SettingsServiceFactory.names());
      var body =
          Map.<String, Object>of(
              "name", "Acme Ltd.", "settings", Map.of("general", Map.of("name", "Acme Inc.")));

      var changed = resource.patch(patch(), body);

      assertEquals("Acme Ltd.", changed.data().name());
    }
  }

  private static TenantProfileResource tenant(
      SettingsFixture fixture, StubVirtualSettings view, TenantNameService names) {
    var views =
        new FakeProviderRegistry().with(AuthenticationSettingsMemberProvider.class, "stub", view);
    return new TenantProfileResource(desk(fixture, views, names), names);
  }

  private static HttpServletRequest patch() {
    return FakeHttpExchange.json(ACME, "/admin/tenant", null)
        .withCaller(TestBuilders.aCaller().build())
        .request();
  }

  private static MultiSectionRequestBodyParser several(SettingsFixture fixture) {
    return new MultiSectionRequestBodyParser(new ApiSettingsSectionMapper(fixture.sections));
  }

  private static Map<String, Object> own(SettingsFixture fixture) {
    return fixture.settings.readOwn(ACME, "password");
  }
}
