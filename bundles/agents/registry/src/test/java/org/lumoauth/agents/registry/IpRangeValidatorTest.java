/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.web.ApiException;

class IpRangeValidatorTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"192.0.2.1", "10.0.0.0/8", "0.0.0.0/0", "::1", "2001:db8::/32", "::ffff:10.0.0.1"})
  void acceptsAddressesAndCidrRanges(String range) {
    assertEquals(List.of(range), IpRangeValidator.checked(List.of(range)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "10.0.0.0/33",
        "10.0.0",
        "010.0.0.1",
        "256.0.0.1",
        "10.0.0.0/-1",
        "10.0.0.0/08",
        "2001:db8::/129",
        "2001:db8:::1",
        "fe80::1%eth0",
        "10.0.0.1, 10.0.0.2",
        "10.0.0.1 ",
        "[::1]"
      })
  void rejectsInvalidRanges(String range) {
    var refusal = assertThrows(ApiException.class, () -> IpRangeValidator.checked(List.of(range)));

    assertEquals(422, refusal.status());
    assertEquals("allowedIps", refusal.details().get("field"));
    assertTrue(
        refusal.getMessage().startsWith("Each range must be an address"), refusal.getMessage());
  }

  @Test
  void limitsNumberOfRanges() {
    var many = Collections.nCopies(IpRangeValidator.MAX_COUNT + 1, "192.0.2.1");

    assertEquals(
        422, assertThrows(ApiException.class, () -> IpRangeValidator.checked(many)).status());
  }
}
