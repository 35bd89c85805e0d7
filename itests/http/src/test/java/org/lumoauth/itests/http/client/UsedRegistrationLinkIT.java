/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.fixture.MailOutboxReader;
import org.lumoauth.itests.http.support.ConditionPoller;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestBrowser;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** The link of a registration is opened a second time. */
@ExtendWith(DefaultServerExtension.class)
class UsedRegistrationLinkIT {
  private static TestServer server;
  private static TestTenant tenant;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    server = shared;
    tenant = TestTenant.create(server);
    tenant.admin().patch("/admin/settings/registration", Map.of("enabled", true)).expect(200);
  }

  @Test
  void offersNewMessageAndNotifiesTheAccountOwner() throws Exception {
    String email = "used-" + System.nanoTime() + "@example.com";
    TestBrowser browser = new TestBrowser(server.base());
    browser.open("/t/" + tenant.slug() + "/register");
    browser.submit("email", email, "password", TestPerson.PASSWORD);
    String link =
        MailOutboxReader.link(MailOutboxReader.awaitMail(server, email), "register/confirm");
    assertEquals(200, browser.open(link).status());

    browser.open(link);

    assertEquals(410, browser.status());
    assertTrue(browser.text().contains(">Send a new message</button>"), browser.text());
    browser.submit();
    assertEquals(200, browser.status());
    assertTrue(browser.text().contains("<title>Check your mail"), browser.text());
    ConditionPoller.until(
        "a message that leads to the sign-in",
        Duration.ofSeconds(30),
        () -> MailOutboxReader.count(server, email, "/t/" + tenant.slug() + "/login") == 1);
    assertEquals(1, MailOutboxReader.count(server, email, "register/confirm"));
  }

  @Test
  void showsRegistrationLinkForUnknownToken() {
    TestBrowser browser = new TestBrowser(server.base());

    browser.open("/t/" + tenant.slug() + "/register/confirm?token=never-sent");

    assertEquals(410, browser.status());
    assertTrue(
        browser.text().contains("href=\"/t/" + tenant.slug() + "/register\""), browser.text());
  }
}
