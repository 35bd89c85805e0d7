package org.lumoauth.platform.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class NetworkTest {

  @Test
  void isTheAddressItselfOfIpv4() {
    assertEquals("192.0.2.1", Network.of("192.0.2.1"));
  }

  @Test
  void isTheSameForAllAddressesOfAnIpv6Network() {
    assertEquals(Network.of("2001:db8:0:1::1"), Network.of("2001:DB8::1:ffff:0:0:2"));
    assertEquals(Network.of("2001:db8:0:1::1"), Network.of("[2001:db8:0:1::3]"));
  }

  @Test
  void isAnotherForAnotherIpv6Network() {
    assertNotEquals(Network.of("2001:db8:0:1::1"), Network.of("2001:db8:0:2::1"));
  }

  @Test
  void leavesWhatIsNoAddress() {
    assertEquals("no:address", Network.of("no:address"));
  }
}
