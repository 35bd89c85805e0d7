package org.lumoauth.agents.vault.grant;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.vault.Room.at;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GrantTest {

  @Test
  void isRenewedAMinuteBeforeItEnds() {
    var grant = grant(GrantStatus.ACTIVE, Optional.of(at(3_600)));

    assertTrue(grant.fresh(at(3_539)));
    assertFalse(grant.fresh(at(3_540)));
    assertTrue(grant.holds(at(3_599)));
    assertFalse(grant.holds(at(3_600)));
  }

  @Test
  void isRenewedWithAFifthOfAShortLifeLeft() {
    var grant = grant(GrantStatus.ACTIVE, Optional.of(at(100)));

    assertTrue(grant.fresh(at(79)));
    assertFalse(grant.fresh(at(80)));
  }

  @Test
  void holdsForGoodWhereTheProviderSaysNoEnd() {
    assertTrue(grant(GrantStatus.ACTIVE, Optional.empty()).holds(at(1L << 40)));
    assertTrue(grant(GrantStatus.ACTIVE, Optional.empty(), false).fresh(at(1L << 40)));
  }

  /** It may have ended long ago at the provider, and a new one is to be had. */
  @Test
  void isRenewedAfterAnHourWhereTheProviderSaysNoEnd() {
    var grant = grant(GrantStatus.ACTIVE, Optional.empty());

    assertTrue(grant.fresh(at(3_539)));
    assertFalse(grant.fresh(at(3_540)));
  }

  @Test
  void holdsNotWithoutTokens() {
    assertFalse(grant(GrantStatus.PENDING, Optional.empty()).holds(at(1)));
    assertFalse(grant(GrantStatus.REVOKED, Optional.of(at(100))).holds(at(1)));
  }

  private static Grant grant(GrantStatus status, Optional<Instant> expiresAt) {
    return grant(status, expiresAt, true);
  }

  private static Grant grant(GrantStatus status, Optional<Instant> expiresAt, boolean refreshable) {
    return new Grant(
        "cgr_1", "con_1", "usr_1", status, List.of(), refreshable, at(0), expiresAt, at(0), 1);
  }
}
