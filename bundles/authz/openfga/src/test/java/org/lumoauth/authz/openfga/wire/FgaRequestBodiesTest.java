/* SPDX-License-Identifier: Apache-2.0 */
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
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.ReadConsistency;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.TupleFilter;
import org.lumoauth.authz.openfga.FgaException;

class FgaRequestBodiesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final FgaTupleKeyBody ANNE =
      new FgaTupleKeyBody("user:anne", "owner", "document:plan", null);

  @Test
  void parsesAllUserForms() {
    assertEquals(RelationSubject.of("user", "anne"), FgaTupleTextParser.user("user:anne"));
    assertEquals(RelationSubject.of("user", "*"), FgaTupleTextParser.user("user:*"));
    assertEquals(
        RelationSubject.userset("group", "eng", "member"),
        FgaTupleTextParser.user("group:eng#member"));
  }

  @Test
  void keepsIdUnchanged() {
    assertEquals(
        new ObjectRef("document", "Plän@2026/ü"),
        FgaTupleTextParser.object("document:Plän@2026/ü"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "anne", "user:", ":anne", "a:b:c", "user:an ne", "user:*#member", "group:a#"})
  void rejectsMalformedUser(String text) {
    refused("validation_error", () -> FgaTupleTextParser.user(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "plan", "document:", "document:a#b", "document:a b", "a:b:c"})
  void rejectsMalformedObject(String text) {
    refused("validation_error", () -> FgaTupleTextParser.object(text));
  }

  @Test
  void rejectsOverlongObject() {
    refused("validation_error", () -> FgaTupleTextParser.object("document:" + "x".repeat(248)));
  }

  @Test
  void rejectsDuplicateTuple() {
    refused(
        "cannot_allow_duplicate_tuples_in_one_request",
        () -> write(keys(ANNE, ANNE), null).change());
    refused(
        "cannot_allow_duplicate_tuples_in_one_request",
        () -> write(keys(ANNE), keys(ANNE)).change());
  }

  @Test
  void rejectsEmptyWrite() {
    refused("invalid_write_input", () -> write(null, null).change());
  }

  @Test
  void limitsTuplesPerWrite() {
    var many = new FgaTupleKeysBody(Collections.nCopies(101, ANNE), null, null);

    refused("exceeded_entity_limit", () -> write(many, null).change());
  }

  @Test
  void rejectsUnknownDuplicateMode() {
    refused(
        "validation_error",
        () -> write(new FgaTupleKeysBody(List.of(ANNE), "replace", null), null).change());
  }

  @Test
  void ignoresExistingTuplesIfRequested() {
    var change = write(new FgaTupleKeysBody(List.of(ANNE), "ignore", null), null).change();

    assertTrue(change.ignoreExisting());
  }

  @Test
  void rejectsNullInContext() {
    Map<String, Object> context = new HashMap<>();
    context.put("deep", List.of(Collections.singletonMap("x", null)));

    refused(
        "validation_error", () -> new FgaCheckBody(ANNE, null, null, context, null).queryContext());
  }

  @Test
  void treatsHigherConsistencyAsFullConsistency() {
    assertEquals(
        new ReadConsistency.FullyConsistent(),
        new FgaCheckBody(ANNE, null, null, null, "HIGHER_CONSISTENCY")
            .queryContext()
            .consistency());
    refused(
        "validation_error",
        () -> new FgaCheckBody(ANNE, null, null, null, "STRONG").queryContext());
  }

  @Test
  void limitsContextualTuples() {
    var many = new FgaTupleKeysBody(Collections.nCopies(101, ANNE), null, null);

    refused(
        "validation_error", () -> new FgaCheckBody(ANNE, many, null, null, null).queryContext());
  }

  @Test
  void readsAllTuplesWithoutFilter() {
    assertEquals(TupleFilter.all(), read(null, null, null).filter());
  }

  @Test
  void filtersByUserAndObjectType() {
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
  void rejectsTypeFilterWithoutUser() {
    refused("validation_error", () -> read(null, "owner", "document:").filter());
    refused("validation_error", () -> read("user:anne", null, null).filter());
    refused("validation_error", () -> read(null, "owner", null).filter());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 101})
  void rejectsInvalidPageSize(int size) {
    refused("page_size_invalid", () -> FgaPageParameterParser.size(size));
  }

  @Test
  void ignoresUnknownMembers() throws Exception {
    var body =
        JSON.readValue(
            """
            {"tuple_key":{"user":"user:anne","relation":"owner","object":"document:plan",
             "new":1},"trace":true}""",
            FgaCheckBody.class);

    assertEquals("document:plan#owner@user:anne", body.question().toString());
  }

  @Test
  void requiresUniqueCorrelationIdPerCheck() {
    var one = new FgaBatchCheckBody.BatchCheckItem(ANNE, null, null, "a");

    refused("validation_error", () -> new FgaBatchCheckBody(List.of(), null, null).items());
    refused("validation_error", () -> new FgaBatchCheckBody(List.of(one, one), null, null).items());
    refused(
        "validation_error",
        () ->
            new FgaBatchCheckBody(
                    List.of(new FgaBatchCheckBody.BatchCheckItem(ANNE, null, null, null)),
                    null,
                    null)
                .items());
    refused(
        "validation_error",
        () -> new FgaBatchCheckBody(Collections.nCopies(51, one), null, null).items());
  }

  private static FgaTupleKeysBody keys(FgaTupleKeyBody... keys) {
    return new FgaTupleKeysBody(List.of(keys), null, null);
  }

  private static FgaWriteBody write(FgaTupleKeysBody writes, FgaTupleKeysBody deletes) {
    return new FgaWriteBody(writes, deletes, null);
  }

  private static FgaReadBody read(String user, String relation, String object) {
    return new FgaReadBody(new FgaTupleKeyBody(user, relation, object, null), null, null, null);
  }

  private static void refused(String code, Executable call) {
    assertEquals(code, assertThrows(FgaException.class, call).code());
  }
}
