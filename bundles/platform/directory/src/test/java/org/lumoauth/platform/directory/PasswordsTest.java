package org.lumoauth.platform.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.web.Problem;

class PasswordsTest {
  private static final String EMAIL = "alice.liddell@wonderland.example";

  private final Passwords passwords = new Passwords(new ReversingHasher(), 15);

  @ParameterizedTest
  @ValueSource(
      strings = {"fourteen chars", "aaaaaaaaaaaaaaaaaaaa", "ALICE.liddell@wonderland.example"})
  void refusesWhatIsTooEasyToGuess(String password) {
    assertEquals(422, assertThrows(Problem.class, () -> passwords.hash(password, EMAIL)).status());
  }

  @Test
  void refusesANulCharacter() {
    assertThrows(Problem.class, () -> passwords.hash("correct horse\0 battery", EMAIL));
  }

  @Test
  void takesFifteenCharactersOfOneKind() {
    assertNotNull(passwords.hash("abcdefghijklmno", EMAIL));
  }

  @Test
  void countsCharactersAndNotTheirHalves() {
    assertThrows(Problem.class, () -> passwords.hash("\uD83D\uDE00\uD83D\uDE01".repeat(7), EMAIL));
  }

  @Test
  void takesALongPassphraseWhole() {
    var password = "ab".repeat(512);

    assertEquals(1024, passwords.hash(password, EMAIL).length());
  }

  @Test
  void refusesMoreThanAnybodyTypes() {
    assertThrows(Problem.class, () -> passwords.hash("ab".repeat(513), EMAIL));
  }

  @Test
  void neverGoesBelowEightCharacters() {
    var lax = new Passwords(new ReversingHasher(), 1);

    assertThrows(Problem.class, () -> lax.hash("seven77", EMAIL));
  }
}
