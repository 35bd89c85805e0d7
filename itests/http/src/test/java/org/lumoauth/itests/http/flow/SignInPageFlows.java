/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.itests.http.fixture.FederatedTenant;
import org.lumoauth.itests.http.fixture.MailOutboxReader;
import org.lumoauth.itests.http.support.TestBrowser;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** What people have begun at the pages: signing in, in several ways, and at their account. */
public final class SignInPageFlows {
  private final TestServer server;
  private final TestTenant tenant;

  public SignInPageFlows(TestServer server) throws IOException {
    this.server = server;
    tenant = TestTenant.create(server);
    tenant.admin().patch("/admin/settings/registration", Map.of("enabled", true)).expect(200);
  }

  /** The page that asks for the address is open. */
  public Executable identifierPage() {
    TestPerson person = person();
    TestBrowser browser = person.browser().open(page("login"));
    return () -> {
      browser.submit("identifier", person.email());
      assertEquals(200, browser.status());
      assertTrue(browser.text().contains("<title>Enter your password"), browser.text());
      assertTrue(signedIn(browser.submit("password", TestPerson.PASSWORD)), browser.text());
    };
  }

  /** The page that asks for the password is open. */
  public Executable passwordPage() {
    TestPerson person = person();
    TestBrowser browser = person.browser().open(page("login")).submit("identifier", person.email());
    return () ->
        assertTrue(signedIn(browser.submit("password", TestPerson.PASSWORD)), browser.text());
  }

  /** The form of who has no account is open. */
  public Executable registrationForm() {
    TestBrowser browser = new TestBrowser(server.base()).open(page("register"));
    String email = "new-" + System.nanoTime() + "@example.com";
    return () -> {
      browser.submit("email", email, "password", "mauve otter lamp 17");
      browser.open(
          MailOutboxReader.link(MailOutboxReader.awaitMail(server, email), "register/confirm"));
      assertEquals(200, browser.status(), browser.text());
      assertEquals(
          email,
          tenant.admin().get("/admin/users/" + email).expect(200).data().path("email").asText());
    };
  }

  /** A link is in the mail. */
  public Executable magicLink() throws Exception {
    TestTenant own = TestTenant.create(server);
    Map<String, Object> only = Map.of("magic_link_enabled", true, "magic_link_only", true);
    own.admin().patch("/admin/settings/branding", only).expect(200);
    TestPerson person = TestPerson.create(server, own);
    TestBrowser browser = person.browser();
    browser.open("/t/" + own.slug() + "/login").submit("identifier", person.email());
    String link =
        MailOutboxReader.link(MailOutboxReader.awaitMail(server, person.email()), "magic-link");
    return () -> {
      browser.open(link).submit();
      assertTrue(browser.url().contains("/account"), browser.url() + browser.text());
      assertEquals(410, new TestBrowser(server.base()).open(link).status(), "it works once");
    };
  }

  /** The provider has sent the browser back, which has not come yet. */
  public Executable federatedCallback() throws IOException {
    FederatedTenant place = FederatedTenant.create(server, Map.of("jitProvisioningEnabled", true));
    place.partner().withLongCodes();
    TestPerson there = place.createPartnerUser(true);
    TestBrowser browser =
        place.signInAtPartner(place.openSignInAndSelectProvider(place.browser()), there);
    String back = browser.location();
    return () -> {
      FederatedTenant.follow(browser);
      assertTrue(browser.url().endsWith("/account/profile"), browser.url() + browser.text());
      assertEquals(there.email(), place.user(there.email()).path("email").asText());
      TestBrowser again = FederatedTenant.follow(new TestBrowser(server.base()).openOnly(back));
      assertFalse(again.cookies().containsKey(cookie(place.tenant())), again.url());
    };
  }

  /** Somebody is signed in, in two browsers. */
  public Executable session() {
    TestPerson person = person().signIn();
    TestPerson elsewhere =
        new TestPerson(tenant, person.id(), person.email(), new TestBrowser(server.base()))
            .signIn();
    return () -> {
      person.browser().open(page("account/profile"));
      assertFalse(person.browser().url().contains("/login"), person.browser().url());
      JsonNode sessions =
          tenant.admin().get("/admin/users/" + person.id() + "/sessions").expect(200).data();
      assertEquals(2, sessions.size(), sessions.toString());
      tenant.admin().delete("/admin/users/" + person.id() + "/sessions").expect(200);
      for (TestPerson ended : new TestPerson[] {person, elsewhere}) {
        ended.browser().openOnly(page("account/profile"));
        assertEquals(303, ended.browser().status());
      }
    };
  }

  /** A form of the account is open. */
  public Executable accountForm() {
    TestPerson person = person().signIn();
    person.browser().open(page("account/profile"));
    return () -> {
      person.browser().submit("givenName", "Ada", "familyName", "Lovelace");
      JsonNode user = tenant.admin().get("/admin/users/" + person.id()).expect(200).data();
      assertEquals("Lovelace", user.path("familyName").asText(), user.toString());
    };
  }

  private TestPerson person() {
    return TestPerson.create(server, tenant);
  }

  private boolean signedIn(TestBrowser browser) {
    return browser.cookies().containsKey(cookie(tenant));
  }

  private static String cookie(TestTenant of) {
    return "__Host-lumoauth-session." + of.slug();
  }

  private String page(String name) {
    return "/t/" + tenant.slug() + "/" + name;
  }
}
