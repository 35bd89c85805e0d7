package org.lumoauth.api.authn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.directory.SubjectRef;

class SignInRequirementTest {

  private static final SubjectRef ADA = new SubjectRef(SubjectRef.USER, "usr_ada");
  private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

  /** Every member has a value of its own, so that none can be left out or taken for another. */
  private static final SignInRequirement WHOLE =
      new SignInRequirement(
          Optional.of(NOON),
          List.of("2"),
          true,
          Optional.of(ADA),
          Optional.of("ada@example.com"),
          false,
          true,
          Optional.of("de"),
          Optional.of("cli_1"));

  @Test
  void keepsAllElse() {
    assertEquals(WHOLE, WHOLE.since(NOON.plusSeconds(1)).since(NOON));
    assertEquals(WHOLE, WHOLE.by(new SubjectRef(SubjectRef.USER, "usr_bob")).by(ADA));
    assertEquals(WHOLE, WHOLE.hinting("bob").hinting("ada@example.com"));
    assertEquals(WHOLE, WHOLE.choosing(true).choosing(false));
    assertEquals(WHOLE.wishing(List.of("2")), WHOLE.wishing(List.of()).wishing(List.of("2")));
  }

  @Test
  void changesWhatItSays() {
    assertEquals(Optional.of(NOON.plusSeconds(1)), WHOLE.since(NOON.plusSeconds(1)).notBefore());
    assertEquals(List.of("1"), WHOLE.wishing(List.of("1")).acrValues());
    assertEquals(false, WHOLE.wishing(List.of("1")).acrEssential());
    assertEquals(Optional.of("bob"), WHOLE.hinting("bob").loginHint());
    assertEquals(true, WHOLE.choosing(true).chooseAccount());
  }
}
