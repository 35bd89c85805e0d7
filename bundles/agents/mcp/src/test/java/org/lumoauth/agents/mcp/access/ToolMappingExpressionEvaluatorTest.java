/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ToolMappingExpressionEvaluatorTest {

  /** Threads that answer requests have more, and have used some of it. */
  private static final long SMALL_STACK = 256 * 1024;

  private final ToolMappingExpressionEvaluator values =
      new ToolMappingExpressionEvaluator(
          (source, parameters, result) -> {
            throw new AssertionError("paths are walked: " + source);
          });

  @Test
  void evaluatesLongPathWithoutStackOverflow() throws Exception {
    String path = "$params" + ".?a".repeat(5_000);
    var task =
        new FutureTask<>(
            () -> {
              values.check(path);
              return values.of(path, Map.of("params", Map.of(), "token", Map.of()));
            });

    new Thread(null, task, "small", SMALL_STACK).start();

    assertEquals(Optional.empty(), task.get(20, TimeUnit.SECONDS));
  }

  @Test
  void treatsNullArgumentAsMissing() throws ToolAuthorizationMappingException {
    Map<String, Object> arguments = new HashMap<>();
    arguments.put("id", null);
    Map<String, Object> variables = Map.of("params", Map.of("arguments", arguments));

    assertEquals(Optional.empty(), values.of("$params.arguments.?id", variables));
    assertThrows(
        ToolAuthorizationMappingException.class,
        () -> values.of("$params.arguments.id", variables));
  }
}
