/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressRangesTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "192.168.1.128/25, 192.168.1.127, false",
    "192.168.1.128/25, 192.168.1.200, true",
    "127.0.0.1, 127.0.0.1, true",
    "127.0.0.1, 127.0.0.2, false",
    "0.0.0.0/0, 8.8.8.8, true",
    "0.0.0.0/0, ::1, false",
    "2001:db8::/32, 2001:db8:1::1, true",
    "2001:db8::/32, 2001:db9::1, false",
    "::1, 0:0:0:0:0:0:0:1, true",
    "10.0.0.0/8, ::ffff:10.1.2.3, true",
    "::ffff:10.0.0.1, 10.0.0.1, true",
    "fe80::/10, fe80::1%eth0, true",
    "2001:DB8::/32, '[2001:db8::1]', true"
  })
  void matchesAddressesInRange(String range, String address, boolean inside) {
    assertEquals(inside, IpAddressRanges.of(range).contains(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "example.com/8",
        "127.1",
        "010.0.0.0/8",
        "10.0.0.0/08",
        "10.0.0.0/",
        "dead",
        "0x7f.0.0.1",
        "10.0.0.1:80"
      })
  void rejectsInvalidRange(String text) {
    assertThrows(IllegalArgumentException.class, () -> IpAddressRanges.of(text));
  }

  @Test
  void parsesSeveralRanges() {
    assertTrue(IpAddressRanges.of("10.0.0.0/8, ::1").contains("::1"));
  }

  @Test
  void doesNotMatchInvalidAddress() {
    assertFalse(IpAddressRanges.of("0.0.0.0/0").contains("unknown"));
  }
}
