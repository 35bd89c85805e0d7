package org.lumoauth.authn.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** The work before the response is the same for existing and unknown accounts. */
class EnumerationTest {
  private static final List<String> ADDRESSES = List.of("ada@example.com", "nobody@example.com");

  private final Queue<Runnable> later = new ArrayDeque<>();
  private final Fixture fixture = new Fixture(later::add);

  @Test
  void looksNobodyUpBeforeItSaysThatALinkWasSent() {
    for (String address : ADDRESSES) {
      fixture.post(fixture.forgot, "identifier", address);

      assertEquals("check-mail", fixture.shown());
      assertEquals(1, later.size(), address);
      assertEquals(0, fixture.messages.sent().size(), address);
      later.remove();
    }
  }

  @Test
  void looksNobodyUpBeforeItSaysThatSomebodyRegistered() {
    for (String address : ADDRESSES) {
      fixture.post(fixture.register, "email", address, "password", Fixture.GOOD);

      assertEquals("check-mail", fixture.shown());
      assertEquals(1, later.size(), address);
      assertEquals(0, fixture.messages.sent().size(), address);
      later.remove();
    }
  }
}
