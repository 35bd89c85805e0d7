/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.address;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientNetworkKeyTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7",
    "::ffff:192.0.2.7, 192.0.2.7",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
    "2001:DB8:1:2::1, 2001:db8:1:2::/64",
    "2001:db8:1:3::1, 2001:db8:1:3::/64",
    "fe80::1%eth0, fe80::/64",
    "unknown, unknown"
  })
  void mapsIpv6AddressToItsNetwork(String address, String network) {
    assertEquals(network, ClientNetworkKey.of(address));
  }
}
