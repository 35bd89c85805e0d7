/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.cipher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** RFC 5869 appendix A. */
class HkdfSha256Test {

  private static final HexFormat HEX = HexFormat.of();

  @Test
  void derivesTheKeyOfTestCase1() {
    var key =
        HkdfSha256.extract(
            HEX.parseHex("000102030405060708090a0b0c"), HEX.parseHex("0b".repeat(22)));

    assertEquals(
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
        HEX.formatHex(HkdfSha256.expand(key, HEX.parseHex("f0f1f2f3f4f5f6f7f8f9"), 42)));
  }

  @Test
  void derivesTheKeyOfTestCase3WithoutSaltAndInfo() {
    var key = HkdfSha256.extract(new byte[0], HEX.parseHex("0b".repeat(22)));

    assertEquals(
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
        HEX.formatHex(HkdfSha256.expand(key, new byte[0], 42)));
  }
}
