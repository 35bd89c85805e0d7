/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.event;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DomainEventTest {

  @Test
  void matchesAnyOfGivenEventTypes() {
    var event = new DomainEvent("subject.deleted", "ten_1", "usr_1");

    assertTrue(event.isOneOf(DomainEvent.SUBJECT_DISABLED, DomainEvent.SUBJECT_DELETED));
    assertFalse(event.isOneOf(DomainEvent.SUBJECT_DISABLED, DomainEvent.SESSION_ENDED));
    assertFalse(event.isOneOf());
  }
}
