/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.support.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleTableBuilderTest {

  @Test
  void leavesFittingRowsUnchanged() {
    var rows = new ConsoleTableBuilder("Id", "Name").add("agt_1", "Triage");

    assertEquals(List.of(List.of("agt_1", "Triage")), rows.fitting("Name"));
  }

  @Test
  void truncatesColumnsInOrder() {
    var rows =
        new ConsoleTableBuilder("Id", "Name", "Slug")
            .add("i".repeat(60), "n".repeat(50), "s".repeat(30));

    assertEquals(
        List.of(List.of("i".repeat(60), "nnnnn...", "s".repeat(23) + "...")),
        rows.fitting("Name", "Slug"));
  }

  @Test
  void doesNotSplitSurrogatePairs() {
    assertEquals("\uD83D\uDE00...", ConsoleTableBuilder.shortened("\uD83D\uDE00".repeat(9), 4));
  }

  @Test
  void replacesControlCharacters() {
    var rows = new ConsoleTableBuilder("Name").add("a\u001b[31m\r\n\u202eb");

    assertEquals(List.of(List.of("a?[31m???b")), rows.fitting());
  }

  @Test
  void rejectsRowOfWrongLength() {
    var rows = new ConsoleTableBuilder("Id", "Name");

    assertThrows(IllegalArgumentException.class, () -> rows.add("agt_1"));
  }
}
