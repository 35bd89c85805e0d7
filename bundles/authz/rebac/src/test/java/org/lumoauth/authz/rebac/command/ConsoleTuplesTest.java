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

class ConsoleTuplesTest {

  @Test
  void readsATupleAsItIsTyped() throws CommandException {
    var key = ConsoleTuples.key("document:urn:plan", "owner", "group:eng#member");

    assertEquals("document", key.object().type());
    assertEquals("urn:plan", key.object().id());
    assertEquals(RelationSubject.userset("group", "eng", "member"), key.subject());
  }

  @Test
  void looksForAnObjectOrForAType() throws CommandException {
    assertEquals(Optional.of("plan"), ConsoleTuples.filter("document:plan", null, null).objectId());
    assertEquals(Optional.empty(), ConsoleTuples.filter("document", null, null).objectId());
    assertEquals(
        Optional.of("document"), ConsoleTuples.filter("document", null, null).objectType());
  }

  @Test
  void looksForExactlyTheSubject() throws CommandException {
    assertEquals(Optional.of(""), ConsoleTuples.filter(null, null, "user:anne").subjectRelation());
    assertEquals(TupleFilter.all(), ConsoleTuples.filter(null, null, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "document:", ":plan", ""})
  void refusesWhatNamesNoObject(String text) {
    assertThrows(CommandException.class, () -> ConsoleTuples.key(text, "owner", "user:anne"));
    assertThrows(CommandException.class, () -> ConsoleTuples.key("a:b", "owner", text));
  }
}
