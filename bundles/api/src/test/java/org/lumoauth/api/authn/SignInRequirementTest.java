/* SPDX-License-Identifier: Apache-2.0 */
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
  void preservesOtherFieldsOnChange() {
    assertEquals(WHOLE, WHOLE.authenticatedSince(NOON.plusSeconds(1)).authenticatedSince(NOON));
    assertEquals(
        WHOLE, WHOLE.withSubject(new SubjectRef(SubjectRef.USER, "usr_bob")).withSubject(ADA));
    assertEquals(WHOLE, WHOLE.withLoginHint("bob").withLoginHint("ada@example.com"));
    assertEquals(WHOLE, WHOLE.withChooseAccount(true).withChooseAccount(false));
    assertEquals(
        WHOLE.withAcrValues(List.of("2")),
        WHOLE.withAcrValues(List.of()).withAcrValues(List.of("2")));
  }

  @Test
  void changesRequestedField() {
    assertEquals(
        Optional.of(NOON.plusSeconds(1)),
        WHOLE.authenticatedSince(NOON.plusSeconds(1)).notBefore());
    assertEquals(List.of("1"), WHOLE.withAcrValues(List.of("1")).acrValues());
    assertEquals(false, WHOLE.withAcrValues(List.of("1")).acrEssential());
    assertEquals(Optional.of("bob"), WHOLE.withLoginHint("bob").loginHint());
    assertEquals(true, WHOLE.withChooseAccount(true).chooseAccount());
  }
}
