/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.authn.flow.SignInFlowFixture.ACME;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SignInEnumerationTest {

  private static final String ADA = "ada@example.com";

  private final SignInFlowFixture fixture = new SignInFlowFixture();
  private final SignInTestBrowser browser = fixture.browser();

  @Test
  void hidesAccountExistenceAfterIdentifier() {
    var known = fixture.begin();
    var unknown = fixture.begin();

    browser.open(known);
    var first = browser.submit("identify", "identifier", ADA);
    browser.open(unknown);
    var second = browser.submit("identify", "identifier", "nobody@example.com");

    assertEquals(first.status(), second.status());
    assertEquals(first.location().replace(known, ""), second.location().replace(unknown, ""));
  }

  @Test
  void showsTheSamePageForAnUnknownAccount() {
    browser.identify(fixture.begin(), ADA);
    var known = shown(ADA);
    browser.identify(fixture.begin(), "nobody@example.com");

    assertEquals(known, shown("nobody@example.com"));
  }

  @Test
  void answersWrongCredentialSameForUnknownAccount() {
    var known = browser.signIn(fixture.begin(), ADA, "wrong").status();
    var shownToKnown = shown(ADA);
    var unknown = browser.signIn(fixture.begin(), "nobody@example.com", "wrong").status();

    assertEquals(known, unknown);
    assertEquals(shownToKnown, shown("nobody@example.com"));
  }

  @Test
  void answersADisabledAccountLikeAWrongCredential() {
    fixture.subjects.disabled(ACME, aUserRef());
    var answer = browser.signIn(fixture.begin(), ADA, "right");

    assertEquals(422, answer.status());
    assertEquals("wrong", fixture.pages.last().model().get("error"));
    assertEquals(0, fixture.sessions.list(ACME, aUserRef()).size());
  }

  private String shown(String identifier) {
    return fixture.pages.last().template()
        + fixture.pages.last().model().entrySet().stream()
            .filter(
                entry ->
                    !Set.of("hidden", "self", "notYouUrl", "cancelUrl").contains(entry.getKey()))
            .sorted(Map.Entry.comparingByKey())
            .toList()
            .toString()
            .replace(identifier, "IDENTIFIER");
  }
}
