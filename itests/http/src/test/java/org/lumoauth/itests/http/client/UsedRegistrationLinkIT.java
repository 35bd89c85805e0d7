package org.lumoauth.itests.http.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.fixture.Outbox;
import org.lumoauth.itests.http.support.Await;
import org.lumoauth.itests.http.support.Browser;
import org.lumoauth.itests.http.support.Person;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.Shared;
import org.lumoauth.itests.http.support.Tenant;

/** The link of a registration is opened a second time. */
@ExtendWith(Shared.class)
class UsedRegistrationLinkIT {
  private static Server server;
  private static Tenant tenant;

  @BeforeAll
  static void start(Server shared) throws IOException {
    server = shared;
    tenant = Tenant.create(server);
    tenant.admin().patch("/admin/settings/registration", Map.of("enabled", true)).expect(200);
  }

  @Test
  void offersANewMessageAndTellsTheOwnerOfTheAccountThere() throws Exception {
    String email = "used-" + System.nanoTime() + "@example.com";
    Browser browser = new Browser(server.base());
    browser.open("/t/" + tenant.slug() + "/register");
    browser.submit("email", email, "password", Person.PASSWORD);
    String link = Outbox.link(Outbox.to(server, email), "register/confirm");
    assertEquals(200, browser.open(link).status());

    browser.open(link);

    assertEquals(410, browser.status());
    assertTrue(browser.text().contains(">Send a new message</button>"), browser.text());
    browser.submit();
    assertEquals(200, browser.status());
    assertTrue(browser.text().contains("<title>Check your mail"), browser.text());
    Await.until(
        "a message that leads to the sign-in",
        Duration.ofSeconds(30),
        () -> Outbox.count(server, email, "/t/" + tenant.slug() + "/login") == 1);
    assertEquals(1, Outbox.count(server, email, "register/confirm"));
  }

  @Test
  void leadsALinkThatIsNotKnownToTheForm() {
    Browser browser = new Browser(server.base());

    browser.open("/t/" + tenant.slug() + "/register/confirm?token=never-sent");

    assertEquals(410, browser.status());
    assertTrue(
        browser.text().contains("href=\"/t/" + tenant.slug() + "/register\""), browser.text());
  }
}
