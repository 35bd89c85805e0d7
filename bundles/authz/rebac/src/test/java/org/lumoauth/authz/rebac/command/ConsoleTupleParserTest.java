/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.TupleFilter;

class ConsoleTupleParserTest {

  @Test
  void parsesTuple() throws CommandException {
    var key = ConsoleTupleParser.key("document:urn:plan", "owner", "group:eng#member");

    assertEquals("document", key.object().type());
    assertEquals("urn:plan", key.object().id());
    assertEquals(RelationSubject.userset("group", "eng", "member"), key.subject());
  }

  @Test
  void filtersByObjectOrType() throws CommandException {
    assertEquals(
        Optional.of("plan"), ConsoleTupleParser.filter("document:plan", null, null).objectId());
    assertEquals(Optional.empty(), ConsoleTupleParser.filter("document", null, null).objectId());
    assertEquals(
        Optional.of("document"), ConsoleTupleParser.filter("document", null, null).objectType());
  }

  @Test
  void filtersByExactSubject() throws CommandException {
    assertEquals(
        Optional.of(""), ConsoleTupleParser.filter(null, null, "user:anne").subjectRelation());
    assertEquals(TupleFilter.all(), ConsoleTupleParser.filter(null, null, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "document:", ":plan", ""})
  void rejectsInvalidObject(String text) {
    assertThrows(CommandException.class, () -> ConsoleTupleParser.key(text, "owner", "user:anne"));
    assertThrows(CommandException.class, () -> ConsoleTupleParser.key("a:b", "owner", text));
  }
}
