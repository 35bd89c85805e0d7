/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ask.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.web.ApiException;

class AskToolDefinitionFactoryTest {

  @Test
  void definesOpenAiFunctionTool() {
    var definition = AskToolDefinitionFactory.inFormat("openai");

    assertEquals("function", definition.get("type"));
    assertEquals(
        Set.of("name", "description", "parameters"),
        ((Map<?, ?>) definition.get("function")).keySet());
  }

  @Test
  void definesAnthropicAndMcpTools() {
    assertEquals(
        Set.of("name", "description", "input_schema"),
        AskToolDefinitionFactory.inFormat("anthropic").keySet());
    assertEquals(
        Set.of("name", "description", "inputSchema"),
        AskToolDefinitionFactory.inFormat("mcp").keySet());
  }

  @Test
  void rejectsUnknownFormats() {
    assertThrows(ApiException.class, () -> AskToolDefinitionFactory.inFormat(null));
    assertThrows(ApiException.class, () -> AskToolDefinitionFactory.inFormat("OpenAI"));
  }
}
