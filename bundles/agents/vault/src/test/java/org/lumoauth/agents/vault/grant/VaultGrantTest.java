/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.grant;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.vault.VaultBundleFixture.at;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VaultGrantTest {

  @Test
  void refreshesOneMinuteBeforeExpiry() {
    var grant = grant(VaultGrantStatus.ACTIVE, Optional.of(at(3_600)));

    assertTrue(grant.isFresh(at(3_539)));
    assertFalse(grant.isFresh(at(3_540)));
    assertTrue(grant.holds(at(3_599)));
    assertFalse(grant.holds(at(3_600)));
  }

  @Test
  void refreshesShortLivedTokenAtFifthOfLifetime() {
    var grant = grant(VaultGrantStatus.ACTIVE, Optional.of(at(100)));

    assertTrue(grant.isFresh(at(79)));
    assertFalse(grant.isFresh(at(80)));
  }

  @Test
  void isValidIndefinitelyWithoutExpiry() {
    assertTrue(grant(VaultGrantStatus.ACTIVE, Optional.empty()).holds(at(1L << 40)));
    assertTrue(grant(VaultGrantStatus.ACTIVE, Optional.empty(), false).isFresh(at(1L << 40)));
  }

  /** It may have ended long ago at the provider, and a new one is to be had. */
  @Test
  void refreshesAfterAnHourWithoutExpiry() {
    var grant = grant(VaultGrantStatus.ACTIVE, Optional.empty());

    assertTrue(grant.isFresh(at(3_539)));
    assertFalse(grant.isFresh(at(3_540)));
  }

  @Test
  void isInvalidWithoutTokens() {
    assertFalse(grant(VaultGrantStatus.PENDING, Optional.empty()).holds(at(1)));
    assertFalse(grant(VaultGrantStatus.REVOKED, Optional.of(at(100))).holds(at(1)));
  }

  private static VaultGrant grant(VaultGrantStatus status, Optional<Instant> expiresAt) {
    return grant(status, expiresAt, true);
  }

  private static VaultGrant grant(
      VaultGrantStatus status, Optional<Instant> expiresAt, boolean refreshable) {
    return new VaultGrant(
        "cgr_1", "con_1", "usr_1", status, List.of(), refreshable, at(0), expiresAt, at(0), 1);
  }
}
