/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.address;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressParserTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7",
    "2001:DB8:0:0:0:0:0:1, 2001:db8::1",
    "2001:0db8::0001, 2001:db8::1",
    "[2001:db8::1], 2001:db8::1",
    "::FFFF:192.0.2.7, 192.0.2.7",
    "::ffff:c000:207, 192.0.2.7",
    "64:ff9b::192.0.2.7, 64:ff9b::c000:207",
    "fe80::1%eth0, fe80::1",
    "fe80::1%2, fe80::1",
    "::, ::"
  })
  void canonicalizesAddress(String literal, String canonical) {
    assertEquals(Optional.of(canonical), IpAddressParser.canonical(literal));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "dead",
        "cafe",
        "localhost",
        "1",
        "127.1",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "01.2.3.4",
        "0x7f.0.0.1",
        "2130706433",
        "1.2.3.4:80",
        "[1.2.3.4]",
        "[::1",
        "::1]",
        "[::1]:80",
        ":",
        ":::",
        "1::2::3",
        "12345::",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "::1%",
        "::1%a b",
        "1.2.3.4%1",
        "::1/64",
        "1.2.3.4/8",
        "1.2.3.*",
        "1-2.3.4.5",
        "*",
        "::ffff:1.2.3.04",
        " 1.2.3.4",
        "1.2.3.4\n",
        "١.٢.٣.٤",
        "4)+k&C#VzJ4br>0wv%Yp"
      })
  void rejectsInvalidAddress(String literal) {
    assertEquals(Optional.empty(), IpAddressParser.canonical(literal));
  }

  @Test
  void refusesAZoneOfUnboundedLength() {
    assertEquals(Optional.empty(), IpAddressParser.canonical("fe80::1%" + "z".repeat(100)));
  }
}
