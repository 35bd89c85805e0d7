/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.devicecode.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserCodeTest {

  @Test
  void generatesTwoGroupsFromTwentyConsonants() {
    var random = new SecureRandom();
    var letters = new HashSet<Character>();
    for (int i = 0; i < 500; i++) {
      String code = UserCode.random(random).text();
      assertTrue(code.matches("[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}"), code);
      code.replace("-", "").chars().forEach(letter -> letters.add((char) letter));
    }
    assertEquals(20, letters.size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WDJB-MJHT",
        "wdjb-mjht",
        "wdjbmjht",
        " WDJB MJHT ",
        "W-D-J-B-M-J-H-T",
        "WDJB\u2013MJHT"
      })
  void parsesCodeInAnyFormatting(String typed) {
    assertEquals(Optional.of(new UserCode("WDJB-MJHT")), UserCode.parse(typed));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "WDJB-MJH",
        "WDJB-MJHTT",
        "AEIO-UYAE",
        "WDJB-MJH1",
        "WDJB%MJHT",
        "\uff37DJB-MJHT",
        "ten_other/WDJBMJHT"
      })
  void rejectsMalformedCode(String typed) {
    assertEquals(Optional.empty(), UserCode.parse(typed));
  }

  @Test
  void rejectsOverlongInput() {
    assertEquals(Optional.empty(), UserCode.parse("WDJB-MJHT" + " ".repeat(100)));
  }
}
