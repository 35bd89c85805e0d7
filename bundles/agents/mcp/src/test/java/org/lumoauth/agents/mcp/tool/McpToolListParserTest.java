/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.web.ApiException;

class McpToolListParserTest {

  @Test
  void keepsOnlyKnownToolMembers() {
    var tools =
        McpToolListParser.read(
            Map.of(
                "tools",
                List.of(
                    Map.of(
                        "name", "read_file",
                        "title", "Read",
                        "description", "Reads a file",
                        "inputSchema", Map.of("type", "object"))),
                "nextCursor",
                "x"));

    assertEquals(
        List.of(
            Map.of(
                "name", "read_file",
                "description", "Reads a file",
                "inputSchema", Map.of("type", "object"))),
        tools.stream().map(McpTool::body).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "read_file,Read_file",
    "read_file,read-file",
    "read_file,readfile",
    "list,1ist",
    "list,llst",
    "post,p0st",
    "return,retum",
    "close,dose",
    "save,5ave"
  })
  void rejectsLookAlikeNames(String one, String other) {
    var problem = assertThrows(ApiException.class, () -> read(one, other));

    assertEquals(422, problem.status());
    assertTrue(problem.getMessage().contains("look alike"), problem.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "re\u0430d_file", // Cyrillic a
        "read\u200bfile", // zero width space
        "read_file\u202e", // turned round
        "\uff52ead_file", // full width
        "read file",
        "read/file",
        "read\nfile",
        "",
        "<b>read</b>"
      })
  void rejectsNamesWithOtherCharacters(String name) {
    var problem = assertThrows(ApiException.class, () -> read(name));

    assertEquals(422, problem.status());
    assertEquals(
        "A tool name must be 1 to 128 characters of A-Z, a-z, 0-9, _, - and . (no "
            + "look-alikes).",
        problem.getMessage());
  }

  @Test
  void acceptsDistinctNames() {
    assertEquals(3, read("read_file", "write_file", "files.read").size());
  }

  @Test
  void rejectsOversizedOrMalformedLists() {
    assertThrows(
        ApiException.class,
        () ->
            McpToolListParser.read(
                Map.of(
                    "tools",
                    List.of(
                        Map.of(
                            "name",
                            "read_file",
                            "inputSchema",
                            Map.of("x", "x".repeat(20_000)))))));
    assertThrows(
        ApiException.class,
        () ->
            McpToolListParser.read(
                Map.of("tools", java.util.Collections.nCopies(201, Map.of("name", "a")))));
    assertThrows(ApiException.class, () -> McpToolListParser.read(null));
    assertThrows(ApiException.class, () -> McpToolListParser.read(Map.of("tools", "all")));
  }

  private static List<McpTool> read(String... names) {
    return McpToolListParser.read(
        Map.of("tools", Arrays.stream(names).map(name -> Map.of("name", name)).toList()));
  }
}
