/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authn.account.AccountPageFixture.ACME;
import static org.lumoauth.authn.account.AccountPageFixture.ADA;
import static org.lumoauth.authn.account.AccountPageFixture.EVE;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.grant.AuthorizationGrant;

class AccountApplicationsEndpointTest {

  private static final SubjectRef OWNER = new SubjectRef(SubjectRef.USER, ADA);
  private static final SubjectRef OTHER = new SubjectRef(SubjectRef.USER, EVE);

  private final AccountPageFixture account = new AccountPageFixture();

  @Test
  void listsApplicationsTheUserConsentedTo() {
    account.clients.with(
        ACME, aClient().withId("app").withRedirectUris("https://app.example:8443/cb").build());
    allow(OWNER, "app");
    allow(OTHER, "evil");

    account.get(AccountSection.APPLICATIONS);

    assertEquals(1, rows().size());
    assertEquals("app", rows().get(0).get("clientId"));
    assertEquals("Invoice robot", rows().get(0).get("name"));
    assertEquals("https://app.example:8443", rows().get(0).get("origin"));
    assertEquals(
        List.of(Map.of("name", "email"), Map.of("name", "openid")), rows().get(0).get("scopes"));
  }

  @Test
  void listsApplicationsWithGrantsButNoConsent() {
    account.clients.with(ACME, aClient().withId("portal").build());
    grant("grn_1", OWNER, "portal");
    grant("grn_2", OWNER, "portal");

    account.get(AccountSection.APPLICATIONS);

    assertEquals(List.of("portal"), rows().stream().map(row -> row.get("clientId")).toList());
  }

  @Test
  void listsDeletedApplicationByClientId() {
    allow(OWNER, "gone");

    account.get(AccountSection.APPLICATIONS);

    assertEquals("gone", rows().get(0).get("name"));
  }

  @Test
  void revokesConsentOfApplication() {
    allow(OWNER, "app");
    allow(OWNER, "another");

    var answer = account.post(AccountSection.APPLICATIONS, Map.of("client_id", "app"));

    assertTrue(account.consents.find(ACME, OWNER, "app").isEmpty());
    assertTrue(account.consents.find(ACME, OWNER, "another").isPresent());
    assertEquals(AccountSection.APPLICATIONS.path(ACME) + "?done=1", answer.location());
    var by = account.consents.revokedBy();
    assertEquals(1, by.size());
    assertEquals(account.session.subject(), by.get(0).actor());
    assertTrue(by.get(0).request().isPresent());
    assertEquals(List.of(), account.log.actions(ACME.id()), "whoever keeps consents records it");
  }

  @Test
  void revokesNoConsentOfOtherUser() {
    allow(OTHER, "app");

    account.post(AccountSection.APPLICATIONS, Map.of("client_id", "app"));

    assertTrue(account.consents.find(ACME, OTHER, "app").isPresent());
    assertEquals(List.of(), account.log.actions(ACME.id()));
  }

  private void allow(SubjectRef who, String clientId) {
    account.consents.grant(ACME, who, clientId, Set.of("openid", "email"), List.of(), List.of());
  }

  private void grant(String id, SubjectRef who, String clientId) {
    account.grants.add(
        ACME,
        new AuthorizationGrant(
            id,
            clientId,
            who,
            Set.of("openid"),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            Optional.empty(),
            Map.of(),
            List.of(),
            Optional.empty()),
        "authorization_code");
  }

  @SuppressWarnings("unchecked")
  private List<Map<String, Object>> rows() {
    return (List<Map<String, Object>>) account.shown("applications");
  }
}
