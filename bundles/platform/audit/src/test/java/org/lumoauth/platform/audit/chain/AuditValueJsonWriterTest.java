/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditValueJsonWriterTest {

  /** What callers send as 1e999 is read as infinite; the record of it is still to be read. */
  @Test
  void writesEveryNumberAsValidJson() throws Exception {
    var text =
        AuditValueJsonWriter.write(
            Map.of(
                "n",
                List.of(
                    Double.POSITIVE_INFINITY,
                    Double.NEGATIVE_INFINITY,
                    Double.NaN,
                    Float.POSITIVE_INFINITY,
                    1.5,
                    0.25f,
                    new BigInteger("9".repeat(40)),
                    new BigDecimal("0.1"))));

    var read = new ObjectMapper().readTree(text).path("n");

    assertEquals(
        List.of("Infinity", "-Infinity", "NaN", "Infinity"),
        List.of(
            read.get(0).textValue(),
            read.get(1).textValue(),
            read.get(2).textValue(),
            read.get(3).textValue()));
    assertEquals(1.5, read.get(4).doubleValue());
    assertEquals(0.25, read.get(5).doubleValue());
    assertEquals("9".repeat(40), read.get(6).asText());
    assertEquals("0.1", read.get(7).asText());
  }
}
