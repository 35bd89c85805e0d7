/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.askmcp;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class McpAcceptHeaderParserTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "Application/JSON; charset=utf-8",
        "application/*",
        "text/event-stream, application/*;q=0.1",
        "*/*",
        "application/json, text/event-stream;q=0",
        "application/*;q=0, application/json",
        "",
        ";",
        " , ;q=0",
        ",",
        ";q=",
        "*/*;q=x",
        "*/*;;q",
      })
  void acceptsHeadersThatAllowJson(String accept) {
    assertTrue(McpAcceptHeaderParser.json(accept));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/event-stream",
        "application/json;q=0, text/event-stream",
        "application/json; Q=0.000, */*",
        "application/*;q=0, */*",
        "application/jsonp",
        "*/*;q=0",
        "text/html,;",
        "text/html;;",
        "*/*;;q=0.",
      })
  void rejectsHeadersWithoutJson(String accept) {
    assertFalse(McpAcceptHeaderParser.json(accept));
  }
}
