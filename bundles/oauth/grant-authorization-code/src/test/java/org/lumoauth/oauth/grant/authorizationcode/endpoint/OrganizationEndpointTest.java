package org.lumoauth.oauth.grant.authorizationcode.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.oauth.grant.authorizationcode.World.ACME;
import static org.lumoauth.oauth.grant.authorizationcode.endpoint.Endpoints.request;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.testkit.FakeExchange;
import org.lumoauth.testkit.builder.Builders;

/** In a tenant's one organization there is nothing to choose. */
class OrganizationEndpointTest {
  private static final String PATH = "/oauth/org-select";

  private final Endpoints browser = new Endpoints();
  private String ticket;

  @BeforeEach
  void waiting() {
    browser.get(request());
    ticket = browser.ticket();
  }

  @Test
  void goesOnWithTheRequestThatWaits() {
    FakeExchange answer =
        browser.send(browser.organization, FakeExchange.get(ACME, PATH), Map.of("ticket", ticket));

    assertEquals(302, answer.status());
    assertEquals(Resume.address(ACME, ticket), answer.location());
  }

  @Test
  void goesOnInTheTenantsOwnOrganization() {
    for (String own : new String[] {ACME.slug(), ACME.id()}) {
      FakeExchange answer = choose(Map.of("ticket", ticket, "organization", own));

      assertEquals(303, answer.status());
      assertEquals(Resume.address(ACME, ticket), answer.location());
    }
  }

  @Test
  void knowsNoOtherOrganization() {
    for (String other : new String[] {"globex", "ACME", ACME.slug() + " "}) {
      assertEquals(404, refusal(Map.of("ticket", ticket, "organization", other)), other);
    }
  }

  @Test
  void refusesAChoiceOfNothing() {
    assertEquals(400, refusal(Map.of("ticket", ticket)));
  }

  @Test
  void goesOnWithNoRequestThatItDoesNotKnow() {
    assertEquals(404, refusal(Map.of("ticket", "guess", "organization", ACME.slug())));
    assertEquals(404, refusal(Map.of("organization", ACME.slug())));
    FakeExchange none = FakeExchange.get(ACME, PATH);
    assertEquals(
        404,
        assertThrows(Problem.class, () -> browser.send(browser.organization, none, Map.of()))
            .status());
  }

  @Test
  void goesOnWithNoRequestOfAnotherTenant() {
    FakeExchange elsewhere = FakeExchange.get(Builders.aTenant("globex").build(), PATH);

    assertEquals(
        404,
        assertThrows(
                Problem.class,
                () -> browser.send(browser.organization, elsewhere, Map.of("ticket", ticket)))
            .status());
  }

  private FakeExchange choose(Map<String, String> form) {
    return browser.send(browser.organization, FakeExchange.form(ACME, PATH), form);
  }

  private int refusal(Map<String, String> form) {
    return assertThrows(Problem.class, () -> choose(form)).status();
  }
}
