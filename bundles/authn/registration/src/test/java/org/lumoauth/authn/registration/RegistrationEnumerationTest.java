/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** The work before the response is the same for existing and unknown accounts. */
class RegistrationEnumerationTest {
  private static final List<String> ADDRESSES = List.of("ada@example.com", "nobody@example.com");

  private final Queue<Runnable> later = new ArrayDeque<>();
  private final RegistrationPageFixture fixture = new RegistrationPageFixture(later::add);

  @Test
  void confirmsTheRecoveryLinkBeforeLookingUpTheAccount() {
    for (String address : ADDRESSES) {
      fixture.post(fixture.forgot, "identifier", address);

      assertEquals("check-mail", fixture.shown());
      assertEquals(1, later.size(), address);
      assertEquals(0, fixture.messages.sent().size(), address);
      later.remove();
    }
  }

  @Test
  void confirmsTheRegistrationBeforeLookingUpTheAccount() {
    for (String address : ADDRESSES) {
      fixture.post(fixture.register, "email", address, "password", RegistrationPageFixture.GOOD);

      assertEquals("check-mail", fixture.shown());
      assertEquals(1, later.size(), address);
      assertEquals(0, fixture.messages.sent().size(), address);
      later.remove();
    }
  }
}
