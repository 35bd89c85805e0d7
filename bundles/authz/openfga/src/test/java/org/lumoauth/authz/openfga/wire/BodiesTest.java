package org.lumoauth.authz.openfga.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.relation.Consistency;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.TupleFilter;
import org.lumoauth.authz.openfga.FgaFailure;

class BodiesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TupleKeyBody ANNE =
      new TupleKeyBody("user:anne", "owner", "document:plan", null);

  @Test
  void readsUsersInAllTheirForms() {
    assertEquals(RelationSubject.of("user", "anne"), TupleText.user("user:anne"));
    assertEquals(RelationSubject.of("user", "*"), TupleText.user("user:*"));
    assertEquals(
        RelationSubject.userset("group", "eng", "member"), TupleText.user("group:eng#member"));
  }

  @Test
  void keepsAnIdByteForByte() {
    assertEquals(
        new ObjectRef("document", "Plän@2026/ü"), TupleText.object("document:Plän@2026/ü"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "anne", "user:", ":anne", "a:b:c", "user:an ne", "user:*#member", "group:a#"})
  void refusesAMalformedUser(String text) {
    refused("validation_error", () -> TupleText.user(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "plan", "document:", "document:a#b", "document:a b", "a:b:c"})
  void refusesAMalformedObject(String text) {
    refused("validation_error", () -> TupleText.object(text));
  }

  @Test
  void refusesAnObjectThatIsTooLong() {
    refused("validation_error", () -> TupleText.object("document:" + "x".repeat(248)));
  }

  @Test
  void refusesATupleThatIsThereTwice() {
    refused(
        "cannot_allow_duplicate_tuples_in_one_request",
        () -> write(keys(ANNE, ANNE), null).change());
    refused(
        "cannot_allow_duplicate_tuples_in_one_request",
        () -> write(keys(ANNE), keys(ANNE)).change());
  }

  @Test
  void refusesAChangeOfNothing() {
    refused("invalid_write_input", () -> write(null, null).change());
  }

  @Test
  void refusesMoreTuplesThanOpenFgaTakes() {
    var many = new TupleKeysBody(Collections.nCopies(101, ANNE), null, null);

    refused("exceeded_entity_limit", () -> write(many, null).change());
  }

  @Test
  void refusesAnUnknownWayOfWriting() {
    refused(
        "validation_error",
        () -> write(new TupleKeysBody(List.of(ANNE), "replace", null), null).change());
  }

  @Test
  void ignoresWhatIsThereAlreadyWhereThatIsWanted() {
    var change = write(new TupleKeysBody(List.of(ANNE), "ignore", null), null).change();

    assertTrue(change.ignoreExisting());
  }

  @Test
  void refusesANullInAContext() {
    Map<String, Object> context = new HashMap<>();
    context.put("deep", List.of(Collections.singletonMap("x", null)));

    refused(
        "validation_error", () -> new CheckBody(ANNE, null, null, context, null).queryContext());
  }

  @Test
  void takesAHigherConsistencyForAFullOne() {
    assertEquals(
        new Consistency.FullyConsistent(),
        new CheckBody(ANNE, null, null, null, "HIGHER_CONSISTENCY").queryContext().consistency());
    refused(
        "validation_error", () -> new CheckBody(ANNE, null, null, null, "STRONG").queryContext());
  }

  @Test
  void refusesTooManyContextualTuples() {
    var many = new TupleKeysBody(Collections.nCopies(101, ANNE), null, null);

    refused("validation_error", () -> new CheckBody(ANNE, many, null, null, null).queryContext());
  }

  @Test
  void readsEverythingWhereNothingIsNamed() {
    assertEquals(TupleFilter.all(), read(null, null, null).filter());
  }

  @Test
  void readsWhatAUserHasOfAType() {
    assertEquals(
        new TupleFilter(
            Optional.of("document"),
            Optional.empty(),
            Optional.empty(),
            Optional.of("user"),
            Optional.of("anne"),
            Optional.of("")),
        read("user:anne", null, "document:").filter());
  }

  @Test
  void readsNothingOfATypeWithoutAUser() {
    refused("validation_error", () -> read(null, "owner", "document:").filter());
    refused("validation_error", () -> read("user:anne", null, null).filter());
    refused("validation_error", () -> read(null, "owner", null).filter());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 101})
  void refusesAPageOfAnotherSize(int size) {
    refused("page_size_invalid", () -> Paging.size(size));
  }

  @Test
  void ignoresMembersThatItDoesNotKnow() throws Exception {
    var body =
        JSON.readValue(
            "{\"tuple_key\":{\"user\":\"user:anne\",\"relation\":\"owner\","
                + "\"object\":\"document:plan\",\"new\":1},\"trace\":true}",
            CheckBody.class);

    assertEquals("document:plan#owner@user:anne", body.question().toString());
  }

  @Test
  void wantsACorrelationIdForEachCheck() {
    var one = new BatchCheckBody.Item(ANNE, null, null, "a");

    refused("validation_error", () -> new BatchCheckBody(List.of(), null, null).items());
    refused("validation_error", () -> new BatchCheckBody(List.of(one, one), null, null).items());
    refused(
        "validation_error",
        () ->
            new BatchCheckBody(List.of(new BatchCheckBody.Item(ANNE, null, null, null)), null, null)
                .items());
    refused(
        "validation_error",
        () -> new BatchCheckBody(Collections.nCopies(51, one), null, null).items());
  }

  private static TupleKeysBody keys(TupleKeyBody... keys) {
    return new TupleKeysBody(List.of(keys), null, null);
  }

  private static WriteBody write(TupleKeysBody writes, TupleKeysBody deletes) {
    return new WriteBody(writes, deletes, null);
  }

  private static ReadBody read(String user, String relation, String object) {
    return new ReadBody(new TupleKeyBody(user, relation, object, null), null, null, null);
  }

  private static void refused(String code, Executable call) {
    assertEquals(code, assertThrows(FgaFailure.class, call).code());
  }
}
