package org.lumoauth.platform.web.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import org.junit.jupiter.api.Test;
import org.lumoauth.platform.web.FormField;

class FieldOfAddressTest {

  @Test
  void isEmptyIfItIsAbsentOrThereTwice() {
    FakeExchange exchange =
        FakeExchange.get(aTenant().build(), "/callback")
            .with("state", "s1")
            .with("code", "c1")
            .with("code", "c2");

    assertEquals("s1", FormField.ofQuery(exchange, "state"));
    assertEquals("", FormField.ofQuery(exchange, "code"));
    assertEquals("", FormField.ofQuery(exchange, "iss"));
  }
}
