/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEvent;

class TokenRevocationEventTest {

  @Test
  void roundTripsThroughDomainEvent() {
    var ends = new TokenRevocationEvent("ten_1", new SubjectRef(SubjectRef.CLIENT, "cli_1"));

    assertEquals(new DomainEvent("tokens.to-end", "ten_1", "client:cli_1"), ends.toEvent());
    assertEquals(Optional.of(ends), TokenRevocationEvent.fromEvent(ends.toEvent()));
  }

  @Test
  void ignoresOtherOrMalformedEvents() {
    var other = new DomainEvent("tokens.revoked", "ten_1", "client:cli_1");
    var malformed = new DomainEvent(TokenRevocationEvent.TYPE, "ten_1", "cli_1");

    assertEquals(Optional.empty(), TokenRevocationEvent.fromEvent(other));
    assertEquals(Optional.empty(), TokenRevocationEvent.fromEvent(malformed));
  }
}
