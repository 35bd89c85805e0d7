/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.fixture.MailOutboxReader;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.ModuleServerExtension;
import org.lumoauth.itests.http.support.TestBrowser;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** An attacker locks an account from many networks, and its owner signs in all the same. */
@ExtendWith(ModuleServerExtension.class)
class AccountLockoutIT {
  private static final int NETWORKS = 10;
  private static final int GUESSES_OF_A_NETWORK = 5;
  private static final String HOME = "198.51.100.7";
  private static final String NEW_PASSWORD = "seven quiet lanterns 42";

  private static TestServer server;
  private static TestTenant plain;
  private static TestTenant withLinks;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    server = shared;
    plain = TestTenant.create(server);
    withLinks = TestTenant.create(server);
    Map<String, Object> links = Map.of("magic_link_enabled", true);
    withLinks.admin().patch("/admin/settings/branding", links).expect(200);
  }

  @Test
  void admitsOwnerAfterPasswordResetByMail() throws Exception {
    TestPerson ada = TestPerson.create(server, plain);
    lock(plain, ada.email(), "10.1.");
    TestBrowser owner = identified(plain, HOME, ada.email());
    assertEquals(429, owner.submit("password", TestPerson.PASSWORD).status());
    assertEquals(429, json(plain, ada.email()).status());

    owner.open(page(plain, "forgot-password")).submit("identifier", ada.email());
    owner.open(
        MailOutboxReader.link(MailOutboxReader.awaitMail(server, ada.email()), "reset-password"));
    assertEquals(200, owner.submit("password", NEW_PASSWORD).status());

    TestBrowser phone = identified(plain, "203.0.113.200", ada.email());
    phone.submit("password", NEW_PASSWORD);
    assertTrue(phone.url().contains("/account"), phone.text());
    lock(plain, ada.email(), "10.2."); // from networks that were not counted yet
    TestBrowser another = identified(plain, "192.0.2.1", ada.email());
    assertEquals(429, another.submit("password", NEW_PASSWORD).status());
    owner.open(page(plain, "login")).submit("identifier", ada.email());
    owner.submit("password", NEW_PASSWORD);
    assertTrue(owner.url().contains("/account"), owner.text());
  }

  @Test
  void offersMailedLinkForExistingAndUnknownAccounts() throws Exception {
    TestPerson ada = TestPerson.create(server, withLinks);
    String nobody = ada.email().substring(0, 1) + "-nobody-" + System.nanoTime() + "@example.com";
    lock(withLinks, ada.email(), "10.1.");
    lock(withLinks, nobody, "10.1.");

    TestBrowser owner =
        identified(withLinks, HOME, ada.email()).submit("password", TestPerson.PASSWORD);
    TestBrowser unknown =
        identified(withLinks, HOME, nobody).submit("password", TestPerson.PASSWORD);
    ApiClient.Answer ownerJson = json(withLinks, ada.email());
    ApiClient.Answer unknownJson = json(withLinks, nobody);

    assertEquals(200, owner.status());
    assertEquals(200, unknown.status());
    assertTrue(Integer.parseInt(owner.header("Retry-After")) > 0);
    assertEquals(anonymous(owner, ada.email()), anonymous(unknown, nobody));
    for (ApiClient.Answer answer : List.of(ownerJson, unknownJson)) {
      assertEquals(200, answer.status(), answer.text());
      assertEquals("mfa_required", answer.body().path("status").asText());
      assertTrue(answer.body().path("challenge_url").asText().contains("/login?attempt="));
    }
    assertEquals(0, MailOutboxReader.count(server, ada.email(), "magic-link"));
    owner.open(offered(owner));
    assertTrue(owner.text().contains("<title>Check your mail"), owner.text());
    owner
        .open(MailOutboxReader.link(MailOutboxReader.awaitMail(server, ada.email()), "magic-link"))
        .submit();
    assertTrue(owner.url().contains("/account"), owner.text());
  }

  /** What a page says, without who it is about, when, and what names its sign-in. */
  private static String anonymous(TestBrowser browser, String email) {
    return browser
        .text()
        .replace(email, "EMAIL")
        .replaceAll("attempt(=|%3D)[^&\"]*", "ATTEMPT")
        .replaceAll("value=\"[^\"]*\"", "VALUE")
        .replaceAll("is blocked for [^.]*\\.", "TIME")
        .replaceAll("nonce(-|=\")[\\w+/=-]*", "NONCE");
  }

  private static String offered(TestBrowser browser) {
    Matcher link =
        Pattern.compile("href=\"([^\"]*&amp;method=magic-link)\"").matcher(browser.text());
    assertTrue(link.find(), browser.text());
    assertFalse(browser.text().contains("name=\"password\""), browser.text());
    return link.group(1).replace("&amp;", "&");
  }

  private static ApiClient.Answer json(TestTenant tenant, String email) {
    return tenant
        .admin()
        .with("Origin", server.base())
        .and("X-Forwarded-For", HOME)
        .post("/oauth/login/json", Map.of("identifier", email, "password", TestPerson.PASSWORD));
  }

  /** Fifty wrong passwords from ten networks: as many as an account is tried from everywhere. */
  private static void lock(TestTenant tenant, String email, String networks) {
    for (int network = 0; network < NETWORKS; network++) {
      TestBrowser guessing = identified(tenant, networks + network + ".9", email);
      for (int i = 0; i < GUESSES_OF_A_NETWORK; i++) {
        guessing.submit("password", "a guess of many " + i);
      }
    }
  }

  private static TestBrowser identified(TestTenant tenant, String address, String who) {
    return new TestBrowser(server.base())
        .from(address)
        .open(page(tenant, "login"))
        .submit("identifier", who);
  }

  private static String page(TestTenant tenant, String name) {
    return "/t/" + tenant.slug() + "/" + name;
  }
}
