/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.language;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumoauth.api.relation.model.RelationModelSourceFiles.ModelLanguage;

/** Each fault is told with its rule, its line and its column. */
class DslErrorLocationTest {

  private static final String HEAD = "model\n  schema 1.1\ntype user\n";

  private static Arguments fault(String text, String... errors) {
    return Arguments.of(text, Arrays.asList(errors));
  }

  /** The body of {@code type doc}; it begins in line 6, column 5. */
  private static Arguments inDoc(String relations, String... errors) {
    return fault(HEAD + "type doc\n  relations\n    " + relations, errors);
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        // the text
        fault("", "1:1 syntax"),
        fault("type user", "1:1 syntax"),
        fault("model\n  schema 0.9\ntype user", "2:10 schema"),
        fault("model\ntype user", "2:1 syntax"),
        fault(HEAD + "relation x", "4:1 syntax"),
        fault(HEAD + "type 1a", "4:6 syntax"),
        fault(HEAD + "type doc\n  relations\ntype x", "6:1 syntax"),
        inDoc("define viewer [user]", "6:19 syntax"),
        inDoc("define viewer: [user", "6:25 syntax"),
        inDoc("define viewer: [user] editor", "6:27 syntax"),
        inDoc("define viewer: [user:bob]", "6:26 syntax"),
        inDoc("define viewer: []", "6:21 syntax"),
        inDoc("define viewer: [user] or", "6:29 syntax"),
        inDoc("define viewer: [user] but viewer", "6:31 syntax"),
        inDoc("define viewer: [user] é", "6:27 syntax"),
        inDoc("define viewer: " + "(".repeat(30) + "a", "6:41 too_deep"),
        // operators
        inDoc("define a: [user] or b and c", "6:27 mixed_operators"),
        inDoc("define a: [user] but not b but not c", "6:40 mixed_operators"),
        inDoc("define a: b or [user]", "6:20 direct_not_first"),
        // names
        fault(HEAD + "type self", "4:6 reserved_name"),
        inDoc("define this: [user]", "6:12 reserved_name"),
        inDoc("define " + "a".repeat(51) + ": [user]", "6:12 invalid_name"),
        fault(HEAD + "type " + "a".repeat(255), "4:6 invalid_name"),
        fault(HEAD + "type user", "4:6 duplicate"),
        inDoc("define a: [user]\n    define a: [user]", "7:12 duplicate"),
        inDoc("define a: [user, user]", "6:22 duplicate"),
        inDoc("define a: [user]\n    define b: a or a", "7:20 duplicate"),
        inDoc("define a: [user]\n    define b: a but not a", "7:25 duplicate"),
        // references
        inDoc("define a: [team]", "6:16 undefined_type"),
        inDoc("define a: [user, doc#b]", "6:26 undefined_relation"),
        inDoc("define a: [user] or b", "6:25 undefined_relation"),
        inDoc("define a: [user] or b from c", "6:32 undefined_relation"),
        inDoc("define p: [doc]\n    define a: [user] or b from p", "7:25 undefined_relation"),
        inDoc("define a: [user with c]", "6:26 undefined_condition"),
        inDoc(
            "define p: [doc] or p from p\n    define a: [user] or a from p",
            "6:31 tupleset_not_direct",
            "7:32 tupleset_not_direct"),
        inDoc(
            "define p: [doc, doc#p]\n    define a: [user] or a from p", "7:32 tupleset_not_direct"),
        inDoc("define p: [doc:*]\n    define a: [user] or a from p", "7:32 tupleset_not_direct"),
        // entry
        inDoc("define a: a", "6:12 cycle"),
        inDoc("define a: b\n    define b: a", "6:12 cycle", "7:12 cycle"),
        inDoc(
            "define a: [user]\n    define b: a and c\n    define c: a and b",
            "7:12 cycle",
            "8:12 cycle"),
        inDoc(
            "define a: [user] but not b\n    define b: [user] but not a",
            "6:12 cycle",
            "7:12 cycle"),
        inDoc("define a: [doc#a]", "6:12 no_entrypoint"),
        inDoc("define p: [doc]\n    define a: a from p", "7:12 no_entrypoint"),
        inDoc("define e: [user]\n    define a: [doc#a] and e", "7:12 no_entrypoint"),
        inDoc("define e: [user]\n    define a: [doc#a] but not e", "7:12 no_entrypoint"),
        // conditions, in line 7
        inDoc("define a: [user]\ncondition c(x: int) { x > }", "7:26 condition_expression"),
        inDoc("define a: [user]\ncondition c(x: int) { x > y }", "7:27 condition_expression"),
        inDoc(
            "define a: [user]\ncondition c(x: int) {\n  x >\n   'a' }", "8:5 condition_expression"),
        inDoc("define a: [user]\ncondition c(x: int) { x }", "7:23 condition_expression"),
        inDoc("define a: [user]\ncondition c(x: number) { x > 1 }", "7:16 parameter_type"),
        inDoc("define a: [user]\ncondition c(x: list) { true }", "7:16 parameter_type"),
        inDoc("define a: [user]\ncondition c(x: list<list>) { true }", "7:16 parameter_type"),
        inDoc("define a: [user]\ncondition c(x-y: int) { true }", "7:13 invalid_name"),
        inDoc("define a: [user]\ncondition c(x: int, x: int) { true }", "7:21 duplicate"),
        inDoc("define a: [user]\ncondition c() { true }", "7:13 syntax"),
        inDoc("define a: [user]\ncondition c(x: int) { x > 1", "7:21 syntax"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void reportsErrorPosition(String text, List<String> errors) {
    assertEquals(errors, TestModelCompiler.errors(ModelLanguage.OPENFGA_DSL, text));
  }

  @Test
  void reportsAllErrorsInTextOrder() {
    var text =
        HEAD
            + """
            type doc
              relations
                define a: [team]
                define b: nobody
            condition c(x: number) { true }
            condition d(x: int) { x > 'a' }""";

    assertEquals(
        List.of(
            "6:16 undefined_type",
            "7:15 undefined_relation",
            "8:16 parameter_type",
            "9:25 condition_expression"),
        TestModelCompiler.errors(ModelLanguage.OPENFGA_DSL, text));
  }

  @Test
  void rejectsOversizedModel() {
    var types = new StringBuilder("model\n  schema 1.1\n");
    for (int type = 0; type <= 500; type++) {
      types.append("type t").append(type).append('\n');
    }

    assertEquals(
        List.of("503:6 too_large"),
        TestModelCompiler.errors(ModelLanguage.OPENFGA_DSL, types.toString()));
    assertEquals(
        List.of("0:0 too_large"),
        TestModelCompiler.errors(ModelLanguage.OPENFGA_DSL, HEAD + " ".repeat(256 * 1024)));
  }
}
