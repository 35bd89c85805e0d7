/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.magiclink;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authn.magiclink.MagicLinkFixture.ACME;
import static org.lumoauth.authn.magiclink.MagicLinkFixture.ADA_REF;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.event.DomainEvent;

/** What is heard late ends the links that there were when it happened. */
class MagicLinkRevocationListenerTest {

  @ParameterizedTest
  @ValueSource(strings = {"subject.disabled", "user.password-changed"})
  void keepsLinkIssuedAfterMissedEvent(String type) {
    var fixture = new MagicLinkFixture();
    String before = fixture.sent();
    var when = fixture.now.plusSeconds(1);
    fixture.now = when.plusSeconds(1);
    String since = fixture.sent();

    fixture.ends.onMissedEvent(new DomainEvent(type, ACME.id(), ADA_REF.id()), when);

    assertFalse(fixture.method.isValidLink(ACME, before));
    assertTrue(fixture.method.isValidLink(ACME, since));
  }
}
