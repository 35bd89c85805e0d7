package org.lumoauth.agents.ask.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.web.ApiException;

class AskToolDefinitionTest {

  @Test
  void isAFunctionForOpenAi() {
    var definition = AskToolDefinition.inFormat("openai");

    assertEquals("function", definition.get("type"));
    assertEquals(
        Set.of("name", "description", "parameters"),
        ((Map<?, ?>) definition.get("function")).keySet());
  }

  @Test
  void hasAnInputSchemaForTheOthersInTheirSpelling() {
    assertEquals(
        Set.of("name", "description", "input_schema"),
        AskToolDefinition.inFormat("anthropic").keySet());
    assertEquals(
        Set.of("name", "description", "inputSchema"), AskToolDefinition.inFormat("mcp").keySet());
  }

  @Test
  void knowsNoOtherFormat() {
    assertThrows(ApiException.class, () -> AskToolDefinition.inFormat(null));
    assertThrows(ApiException.class, () -> AskToolDefinition.inFormat("OpenAI"));
  }
}
