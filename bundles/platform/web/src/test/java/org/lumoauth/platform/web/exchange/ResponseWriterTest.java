/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ResponseWriterTest {

  @Test
  void replacesLineBreaksInMessages() {
    assertEquals("a??b?c?", ResponseWriter.oneLine("a\r\nb\u2028c\""));
  }
}
