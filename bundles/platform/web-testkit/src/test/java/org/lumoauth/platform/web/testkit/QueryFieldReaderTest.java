/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import org.junit.jupiter.api.Test;
import org.lumoauth.platform.web.page.FormFieldReader;

class QueryFieldReaderTest {

  @Test
  void returnsEmptyForMissingOrRepeatedParameter() {
    FakeHttpExchange exchange =
        FakeHttpExchange.get(aTenant().build(), "/callback")
            .withParameter("state", "s1")
            .withParameter("code", "c1")
            .withParameter("code", "c2");

    assertEquals("s1", FormFieldReader.readSingleQueryParameter(exchange, "state"));
    assertEquals("", FormFieldReader.readSingleQueryParameter(exchange, "code"));
    assertEquals("", FormFieldReader.readSingleQueryParameter(exchange, "iss"));
  }
}
