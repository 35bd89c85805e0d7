package org.lumoauth.agents.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.web.Problem;

class ToolDefinitionTest {

  @Test
  void isAFunctionForOpenAi() {
    var definition = ToolDefinition.in("openai");

    assertEquals("function", definition.get("type"));
    assertEquals(
        Set.of("name", "description", "parameters"),
        ((Map<?, ?>) definition.get("function")).keySet());
  }

  @Test
  void hasAnInputSchemaForTheOthersInTheirSpelling() {
    assertEquals(
        Set.of("name", "description", "input_schema"), ToolDefinition.in("anthropic").keySet());
    assertEquals(Set.of("name", "description", "inputSchema"), ToolDefinition.in("mcp").keySet());
  }

  @Test
  void knowsNoOtherFormat() {
    assertThrows(Problem.class, () -> ToolDefinition.in(null));
    assertThrows(Problem.class, () -> ToolDefinition.in("OpenAI"));
  }
}
