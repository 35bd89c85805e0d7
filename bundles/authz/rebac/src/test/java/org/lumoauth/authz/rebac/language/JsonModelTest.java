/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumoauth.api.relation.model.RelationModelSourceFiles.ModelLanguage;

class JsonModelTest {

  /** As the API of OpenFGA gives it: with an id, nulls and empty texts. */
  private static final String GIVEN =
      """
      {"id": "01J", "schema_version": "1.1", "type_definitions": [
        {"type": "user", "relations": {}, "metadata": null},
        {"type": "doc",
         "relations": {
           "parent": {"this": {}},
           "viewer": {"union": {"child": [{"this": {}},
             {"tupleToUserset": {"tupleset": {"object": "", "relation": "parent"},
                                 "computedUserset": {"object": "", "relation": "viewer"}}}]}}},
         "metadata": {"relations": {
           "parent": {"directly_related_user_types": [{"type": "doc", "condition": ""}],
             "module": "", "source_info": null},
           "viewer": {"directly_related_user_types": [
             {"type": "user", "condition": "c"}, {"type": "user", "wildcard": {}}]}},
           "module": "", "source_info": null}}],
       "conditions": {"c": {"name": "c", "expression": "x < 3 && \\"a\\" in l",
         "parameters": {"x": {"type_name": "TYPE_NAME_INT", "generic_types": []},
           "l": {"type_name": "TYPE_NAME_LIST",
             "generic_types": [{"type_name": "TYPE_NAME_STRING", "generic_types": []}]}},
         "metadata": null}}}
      """;

  @Test
  void compilesToSameModelAsDsl() {
    var dsl =
        TestModelCompiler.dsl(
            """
            model
              schema 1.1
            type user
            type doc
              relations
                define parent: [doc]
                define viewer: [user with c, user:*] or viewer from parent
            condition c(x: int, l: list<string>) { x < 3 && "a" in l }
            """);

    assertEquals(dsl.json(), TestModelCompiler.right(ModelLanguage.OPENFGA_JSON, GIVEN).json());
  }

  private static Arguments fault(String text, String... errors) {
    return Arguments.of(text, Arrays.asList(errors));
  }

  /** A type whose relation stands in line 2 from column 1. */
  private static Arguments inDoc(String relation, String metadata, String... errors) {
    return fault(
        """
        {"schema_version":"1.1","type_definitions":[{"type":"user"},{"type":"doc","relations":{
        %s},"metadata":{"relations":{
        %s}}}]}"""
            .formatted(relation, metadata),
        errors);
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault("", "1:1 syntax"),
        fault("{", "1:2 syntax"),
        fault("[]", "1:1 syntax"),
        fault("{}", "1:1 schema"),
        fault("{\"schema_version\":\"1.1\"} {}", "1:26 syntax"),
        fault(
            """
            {"schema_version":"1.1",
            "schema_version":"1.1"}""",
            "2:17 syntax"),
        fault("{\"schema_version\":\"1.0\"}", "1:19 schema"),
        fault("{\"schema_version\":1.1}", "1:19 syntax"),
        fault(
            """
            {"schema_version":"1.1",
            "type_definitions":{}}""",
            "2:20 syntax"),
        fault(
            """
            {"schema_version":"1.1","type_definitions":[
            {"relations":{}}]}""",
            "2:1 syntax"),
        fault(
            """
            {"schema_version":"1.1","type_definitions":[
            {"type":"a b"}]}""",
            "2:9 invalid_name"),
        fault(
            """
            {"schema_version":"1.1",
            "type_definition":[]}""",
            "2:1 syntax"),
        fault(
            """
            {"schema_version":"1.1","type_definitions":[{"type":"a",
            "relation":{}}]}""",
            "2:1 syntax"),
        inDoc(
            "\"a\":{\"this\":{}}",
            """
            "a":{"directly_related_user_types":[{"type":"user",
            "condtion":"c"}]}""",
            "4:1 syntax"),
        inDoc("\"a\":{\"this\":{}}", "\"a\":{\n\"direct_types\":[]}", "4:1 syntax"),
        fault(
            """
            {"schema_version":"1.1","conditions":{"c":{"expression":"true",
            "text":1}}}""",
            "2:1 syntax"),
        fault(
            """
            {"schema_version":"1.1","conditions":{"c":{"expression":"true",\
            "parameters":{"x":{"type_name":"TYPE_NAME_INT",
            "text":1}}}}}""",
            "2:1 syntax"),
        inDoc("\"a\":{}", "", "2:5 syntax"),
        inDoc("\"a\":{\"that\":{}}", "", "2:6 syntax"),
        inDoc("\"a\":{\"this\":{},\"union\":{}}", "", "2:5 syntax"),
        inDoc("\"a\":{\"union\":{\"child\":[]}}", "", "2:14 syntax"),
        inDoc(
            """
            "a":{"difference":{"base":{"this":{}}}}""",
            "",
            "2:19 syntax"),
        inDoc("\"a\":{\"this\":{}}", "", "2:1 no_subject_types"),
        inDoc(
            "\"a\":{\"this\":{}}",
            """
            "a":{"directly_related_user_types":[{"type":"team"}]}""",
            "3:45 undefined_type"),
        inDoc(
            "\"a\":{\"this\":{}}",
            """
            "a":{"directly_related_user_types":[{"type":"doc","relation":"a","wildcard":{}}]}""",
            "3:45 wildcard_userset"),
        inDoc(
            """
            "a":{"this":{}},"b":{"computedUserset":{"relation":"a"}}""",
            """
            "a":{"directly_related_user_types":[{"type":"user"}]},\
            "b":{"directly_related_user_types":[{"type":"user"}]}""",
            "3:99 unused_subject_types"),
        inDoc(
            """
            "a":{"computedUserset":{"relation":"b"}}""",
            "",
            "2:36 undefined_relation"),
        fault(
            """
            {"schema_version":"1.1","conditions":{"c":
            {"name":"d","expression":"true"}}}""",
            "2:9 syntax"),
        fault(
            """
            {"schema_version":"1.1","conditions":{"c":{"expression":
            "x > y","parameters":{"x":{"type_name":"TYPE_NAME_INT"}}}}}""",
            "2:6 condition_expression"),
        fault(
            """
            {"schema_version":"1.1","conditions":{"c":{"expression":
            "x >\\n y","parameters":{"x":{"type_name":"TYPE_NAME_INT"}}}}}""",
            "2:2 condition_expression"),
        fault(
            """
            {"schema_version":"1.1","conditions":{"c":{"expression":"true","parameters":{"x":
            {"type_name":"TYPE_NAME_UNSPECIFIED"}}}}}""",
            "2:14 parameter_type"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void reportsErrorPosition(String text, List<String> errors) {
    assertEquals(errors, TestModelCompiler.errors(ModelLanguage.OPENFGA_JSON, text));
  }

  @Test
  void rejectsDeepNesting() {
    var union = "{\"union\":{\"child\":[".repeat(25) + "{\"this\":{}}" + "]}}".repeat(25);
    var deeper = "[".repeat(5_000);

    assertEquals(
        List.of("1:475 too_deep"),
        TestModelCompiler.errors(
            ModelLanguage.OPENFGA_JSON,
            """
            {"schema_version":"1.1","type_definitions":[{"type":"doc","relations":{"a":%s}}]}"""
                .formatted(union)));
    assertEquals(1, TestModelCompiler.errors(ModelLanguage.OPENFGA_JSON, deeper).size());
  }

  @Test
  void rejectsInvalidStoredModel() {
    assertThrows(IllegalArgumentException.class, () -> TestModelCompiler.COMPILER.read("{}"));
  }
}
