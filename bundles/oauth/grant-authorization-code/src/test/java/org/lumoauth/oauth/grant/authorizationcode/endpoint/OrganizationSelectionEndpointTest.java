/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeFixture.ACME;
import static org.lumoauth.oauth.grant.authorizationcode.endpoint.AuthorizationEndpointFixture.request;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.builder.TestBuilders;

/** In a tenant's one organization there is nothing to choose. */
class OrganizationSelectionEndpointTest {
  private static final String PATH = "/oauth/org-select";

  private final AuthorizationEndpointFixture browser = new AuthorizationEndpointFixture();
  private String ticket;

  @BeforeEach
  void waiting() {
    browser.get(request());
    ticket = browser.ticket();
  }

  @Test
  void resumesPendingRequest() {
    FakeHttpExchange answer =
        browser.send(
            browser.organization, FakeHttpExchange.get(ACME, PATH), Map.of("ticket", ticket));

    assertEquals(302, answer.status());
    assertEquals(ResumeUrlBuilder.address(ACME, ticket), answer.location());
  }

  @Test
  void resumesRequestForOwnOrganization() {
    for (String own : new String[] {ACME.slug(), ACME.id()}) {
      FakeHttpExchange answer = choose(Map.of("ticket", ticket, "organization", own));

      assertEquals(303, answer.status());
      assertEquals(ResumeUrlBuilder.address(ACME, ticket), answer.location());
    }
  }

  @Test
  void rejectsOtherOrganization() {
    for (String other : new String[] {"globex", "ACME", ACME.slug() + " "}) {
      assertEquals(404, refusal(Map.of("ticket", ticket, "organization", other)), other);
    }
  }

  @Test
  void requiresOrganizationParameter() {
    assertEquals(400, refusal(Map.of("ticket", ticket)));
  }

  @Test
  void rejectsUnknownTicket() {
    assertEquals(404, refusal(Map.of("ticket", "guess", "organization", ACME.slug())));
    assertEquals(404, refusal(Map.of("organization", ACME.slug())));
    FakeHttpExchange none = FakeHttpExchange.get(ACME, PATH);
    assertEquals(
        404,
        assertThrows(ApiException.class, () -> browser.send(browser.organization, none, Map.of()))
            .status());
  }

  @Test
  void rejectsTicketOfAnotherTenant() {
    FakeHttpExchange elsewhere = FakeHttpExchange.get(TestBuilders.aTenant("globex").build(), PATH);

    assertEquals(
        404,
        assertThrows(
                ApiException.class,
                () -> browser.send(browser.organization, elsewhere, Map.of("ticket", ticket)))
            .status());
  }

  private FakeHttpExchange choose(Map<String, String> form) {
    return browser.send(browser.organization, FakeHttpExchange.form(ACME, PATH), form);
  }

  private int refusal(Map<String, String> form) {
    return assertThrows(ApiException.class, () -> choose(form)).status();
  }
}
