/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.fixture.MailOutboxReader;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestBrowser;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/**
 * Users change their own account. Each change creates one audit record with the user as actor and
 * the request.
 */
@ExtendWith(DefaultServerExtension.class)
class AccountSelfServiceAuditIT {
  private static final String NEXT = "mauve otter lamp 17";

  private static TestServer server;
  private static TestTenant tenant;

  private TestPerson ada;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    server = shared;
    tenant = TestTenant.create(server);
  }

  @BeforeEach
  void createPerson() {
    ada = TestPerson.create(server, tenant).signIn();
  }

  @Test
  void recordsProfileChange() {
    int before = records().size();
    page("profile")
        .submit(
            "givenName", "Ada",
            "familyName", "Lovelace",
            "streetAddress", "12 St James's Square\r\nFlat 2",
            "locality", "London");

    assertOne(before, "user.updated");
    JsonNode user = tenant.admin().get("/admin/users/" + ada.id()).expect(200).data();
    assertEquals("12 St James's Square\nFlat 2", user.at("/address/streetAddress").asText());
    assertTrue(page("profile").text().contains("12 St James&#39;s Square\nFlat 2"));
  }

  @Test
  void recordsAddressVerification() throws Exception {
    String path = "/admin/users/" + ada.id();
    tenant.admin().post(path + "/verify-email", Map.of()).expect(200);
    String link =
        MailOutboxReader.link(MailOutboxReader.awaitMail(server, ada.email()), "verify-email");

    TestBrowser browser = new TestBrowser(server.base()).open(link);
    assertFalse(isAddressVerified(path), "mail scanners open links");
    browser.submit();

    assertEquals(200, browser.status(), browser.text());
    assertTrue(isAddressVerified(path));
  }

  private static boolean isAddressVerified(String path) {
    return tenant.admin().get(path).expect(200).data().path("emailVerified").asBoolean();
  }

  @Test
  void recordsPasswordChange() {
    TestPerson elsewhere =
        new TestPerson(tenant, ada.id(), ada.email(), new TestBrowser(server.base())).signIn();
    int before = records().size();
    page("password").submit("current", TestPerson.PASSWORD, "password", NEXT);

    List<JsonNode> made = since(before);
    assertEquals(
        List.of("user.password_changed"),
        made.stream()
            .filter(record -> !record.path("ipAddress").asText("").isEmpty())
            .map(record -> record.path("action").asText())
            .toList(),
        made.toString());
    elsewhere.browser().openOnly("/t/" + tenant.slug() + "/account/profile");
    assertEquals(303, elsewhere.browser().status(), "every other session has ended");
  }

  @Test
  void rejectsPasswordOnTheOperatorsBlockList() throws IOException {
    Path list = server.data().resolve("etc/org.lumoauth.platform.directory.blocklist.txt");
    String listed = "umbra fagus petrel";
    Path next = list.resolveSibling("blocklist.next");
    Files.writeString(next, Files.readString(list) + "\n" + listed + "\n");
    Files.move(next, list, StandardCopyOption.REPLACE_EXISTING);

    page("password").submit("current", TestPerson.PASSWORD, "password", listed);

    assertEquals(422, ada.browser().status(), ada.browser().text());
    assertTrue(ada.browser().text().contains("This password is on lists of known passwords."));
  }

  @Test
  void recordsSessionRevocation() {
    new TestPerson(tenant, ada.id(), ada.email(), new TestBrowser(server.base())).signIn();
    String other = session(0);
    int before = records().size();
    page("sessions").submit("session", other);

    JsonNode record = assertOne(before, "session.ended");
    assertEquals(other, record.path("targetId").asText());
  }

  @Test
  void recordsConsentRevocation() {
    TestApplication app = TestApplication.register(tenant, Map.of());
    JsonNode tokens = ada.tokens(app);
    int before = records().size();
    page("applications").submit("client_id", app.id());

    assertOne(before, "consent.revoked");
    assertFalse(
        app.introspect(tokens.path("access_token").asText()).body().path("active").asBoolean());
  }

  @Test
  void recordsRevocationOfGrantWithoutConsent() {
    TestApplication app = TestApplication.withMetadata(tenant, Map.of("first_party", true));
    ada.tokens(app);
    int before = records().size();
    page("applications").submit("client_id", app.id());

    JsonNode record = assertOne(before, "consent.revoked");
    assertEquals(app.id(), record.path("targetId").asText());
  }

  @Test
  void revokesUnredeemedCodesWithTheApplication() {
    TestApplication app = TestApplication.register(tenant, Map.of());
    JsonNode device = app.ask("/oauth/device_authorization", Map.of()).expect(200).body();
    ada.browser()
        .open(device.path("verification_uri").asText())
        .submit("user_code", device.path("user_code").asText())
        .submit("decision", "allow");
    String code = ada.code(app);

    page("applications").submit("client_id", app.id());

    assertEquals("invalid_grant", app.redeem(code).expect(400).body().path("error").asText());
    assertEquals("invalid_grant", app.poll(device).expect(400).body().path("error").asText());
  }

  @Test
  void revokesCodeWithTheTokensOfItsUserAndClient() {
    TestApplication app = TestApplication.register(tenant, Map.of());
    for (String path :
        List.of("/admin/users/" + ada.id() + "/tokens", "/admin/clients/" + app.id() + "/tokens")) {
      String code = ada.code(app);
      tenant.admin().delete(path).expect(200);

      assertEquals("invalid_grant", app.redeem(code).expect(400).body().path("error").asText());
    }
  }

  @Test
  void revokesUnlistedTokensWithThoseOfTheirClient() {
    TestApplication service =
        TestApplication.register(
            tenant,
            Map.of("grantTypes", List.of("client_credentials"), "allowedScopes", List.of("email")));
    String before = ownToken(service);

    assertEquals(
        0, tenant.admin().get("/admin/tokens?clientId=" + service.id()).expect(200).data().size());
    assertTrue(service.introspect(before).expect(200).body().path("active").asBoolean());
    tenant.admin().delete("/admin/clients/" + service.id() + "/tokens").expect(200);

    assertFalse(service.introspect(before).expect(200).body().path("active").asBoolean(true));
    assertTrue(service.introspect(ownToken(service)).body().path("active").asBoolean());
  }

  private static String ownToken(TestApplication service) {
    return service
        .token(Map.of("grant_type", "client_credentials"))
        .expect(200)
        .body()
        .path("access_token")
        .asText();
  }

  @Test
  void displaysTimesInTheTenantsTimeZone() throws IOException {
    TestTenant berlin = TestTenant.create(server);
    berlin.admin().patch("/admin/settings/general", Map.of("timezone", "Mars/Base")).expect(422);
    for (String none : List.of("not a locale", "zz", "_")) {
      berlin.admin().patch("/admin/settings/general", Map.of("locale", none)).expect(422);
    }
    for (String one : List.of("de-AT", "de_AT")) { // as Java and POSIX write it
      berlin.admin().patch("/admin/settings/general", Map.of("locale", one)).expect(200);
    }
    berlin.admin().patch("/admin/settings/general", Map.of("timezone", "Asia/Tokyo")).expect(200);
    TestPerson bea = TestPerson.create(server, berlin).signIn();

    bea.browser().open("/t/" + berlin.slug() + "/account/sessions");

    assertTrue(bea.browser().text().contains(" JST</time>"), bea.browser().text());
    assertTrue(page("sessions").text().contains(" UTC</time>"));
  }

  private TestBrowser page(String section) {
    return ada.browser().open("/t/" + tenant.slug() + "/account/" + section);
  }

  private static String session(int index) {
    return tenant
        .admin()
        .get("/admin/sessions")
        .expect(200)
        .data()
        .at("/" + index + "/id")
        .asText();
  }

  /** Of the person, the newest first. */
  private List<JsonNode> records() {
    List<JsonNode> records = new ArrayList<>();
    tenant
        .admin()
        .get("/admin/audit-logs?limit=100")
        .expect(200)
        .data()
        .forEach(
            record -> {
              if (record.path("actorId").asText().equals(ada.id())) {
                records.add(record);
              }
            });
    return records;
  }

  private List<JsonNode> since(int before) {
    List<JsonNode> all = records();
    return all.subList(0, all.size() - before);
  }

  private JsonNode assertOne(int before, String action) {
    List<JsonNode> made = since(before);
    assertEquals(1, made.size(), made.toString());
    assertEquals(action, made.get(0).path("action").asText());
    assertFalse(made.get(0).path("ipAddress").asText("").isEmpty(), made.toString());
    return made.get(0);
  }
}
