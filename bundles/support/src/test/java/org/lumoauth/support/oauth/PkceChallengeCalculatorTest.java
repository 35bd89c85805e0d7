/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.support.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PkceChallengeCalculatorTest {

  /** RFC 7636 appendix B. */
  @Test
  void matchesExampleOfRfc7636() {
    assertEquals(
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
        PkceChallengeCalculator.computeChallenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"));
  }
}
