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

class NamespaceLanguageTest {

  @Test
  void compilesToSameModelAsDsl() {
    var yaml =
        """
        # documents in folders
        namespaces:
          user:
          group:
            relations:
              member: [user, group#member]
          folder:
            relations:
              parent: folder
              owner: [user]
              viewer: [user, 'user:*', group#member]
            permissions:
              can_edit: owner | parent.can_edit
              can_view:
                - viewer
                - can_edit
                - parent.can_view
          document:
            relations:
              parent: [folder]
              owner: [user]
              editor: user with office | group#member
              banned: [user]
            permissions:
              can_edit: (owner | editor | parent.can_edit) - banned
              can_sign: owner & editor
        conditions:
          office:
            parameters:
              ip: ipaddress
              networks: list<string>
            expression: networks.exists(n, ip.in_cidr(n))
        """;
    var dsl =
        """
        model
          schema 1.1
        type user
        type group
          relations
            define member: [user, group#member]
        type folder
          relations
            define parent: [folder]
            define owner: [user]
            define viewer: [user, user:*, group#member]
            define can_edit: owner or can_edit from parent
            define can_view: viewer or can_edit or can_view from parent
        type document
          relations
            define parent: [folder]
            define owner: [user]
            define editor: [user with office, group#member]
            define banned: [user]
            define can_edit: (owner or editor or can_edit from parent) but not banned
            define can_sign: owner and editor
        condition office(ip: ipaddress, networks: list<string>) {
          networks.exists(n, ip.in_cidr(n))
        }
        """;

    assertEquals(
        TestModelCompiler.dsl(dsl).json(),
        TestModelCompiler.right(ModelLanguage.NAMESPACE_YAML, yaml).json());
  }

  @Test
  void declaresUserTypeImplicitly() {
    var yaml = "namespaces: {doc: {relations: {owner: [user]}}}";

    assertEquals(
        TestModelCompiler.dsl(
                "model\n schema 1.1\ntype user\ntype doc\n relations\n  define owner: [user]")
            .json(),
        TestModelCompiler.right(ModelLanguage.NAMESPACE_YAML, yaml).json());
  }

  @Test
  void readsMultilineExpressions() {
    var yaml =
        """
        namespaces:
          doc:
            relations:
              owner: [user with c]
        conditions:
          c:
            parameters: {x: int}
            expression: |
              x > 3 &&
              x < 10
        """;

    assertEquals(
        "x > 3 &&\nx < 10",
        TestModelCompiler.right(ModelLanguage.NAMESPACE_YAML, yaml)
            .model()
            .conditions()
            .get("c")
            .source());
  }

  private static Arguments fault(String text, String... errors) {
    return Arguments.of(text, Arrays.asList(errors));
  }

  /** A relation or permission in line 6. */
  private static Arguments permission(String text, String... errors) {
    return fault(
        "namespaces:\n  doc:\n    relations:\n      a: [user]\n    permissions:\n      " + text,
        errors);
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault("", "1:1 syntax"),
        fault("a: [", "1:5 syntax"),
        fault("[a]", "1:1 syntax"),
        fault("types: {}", "1:1 syntax"),
        fault("conditions: {}", "1:1 syntax"),
        fault("namespaces: [doc]", "1:13 syntax"),
        fault("namespaces:\n  doc:\n    relation: {}", "3:5 syntax"),
        fault("namespaces:\n  doc:\n  doc:", "3:3 duplicate"),
        fault("namespaces:\n  x: &a {}\n  y: *a", "2:6 syntax"),
        fault("namespaces: !!java.net.URL [x]", "1:13 syntax"),
        fault("namespaces:\n  doc:\n    relations:\n      a: 3", "4:10 syntax"),
        fault("namespaces:\n  doc:\n    relations:\n      a: [user, team]", "4:17 undefined_type"),
        fault(
            "namespaces:\n  doc:\n    relations:\n      a: user | doc#b",
            "4:21 undefined_relation"),
        fault("namespaces:\n  doc:\n    relations:\n      a: [\"user#\"]", "4:17 syntax"),
        fault("namespaces:\n  doc:\n    relations:\n      this: user", "4:7 reserved_name"),
        permission("b: a | c", "6:14 undefined_relation"),
        permission("b: \"a | c\"", "6:15 undefined_relation"),
        permission("b: [a, c]", "6:14 undefined_relation"),
        permission("b:\n      - a\n      - p.c", "8:9 undefined_relation"),
        permission("b: >\n        a | c", "6:10 undefined_relation"),
        permission("b: |\n        a |\n        c", "8:9 undefined_relation"),
        permission("b: a.b", "6:12 undefined_relation"),
        permission("b: a | a", "6:14 duplicate"),
        permission("b: a | b", "6:7 cycle"),
        permission("b: a | c & a", "6:14 mixed_operators"),
        permission("b: a.", "6:10 syntax"),
        permission("b: a.b.c", "6:10 syntax"),
        permission("b: []", "6:10 syntax"),
        permission("b: (a", "6:12 syntax"),
        permission("b: a a", "6:12 syntax"),
        permission("a: a", "6:7 duplicate"),
        fault(
            "namespaces: {}\nconditions:\n  c:\n    parameters: {x: int}\n    expression: x > y",
            "5:21 condition_expression"),
        fault(
            """
            namespaces: {}
            conditions:
              c:
                parameters: {x: int}
                expression: |
                  x > 1
                    && x > y""",
            "7:16 condition_expression"),
        fault(
            "namespaces: {}\nconditions:\n  c:\n    parameters: {x: integer}\n    expression: x > 1",
            "4:21 parameter_type"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void reportsErrorPosition(String text, List<String> errors) {
    assertEquals(errors, TestModelCompiler.errors(ModelLanguage.NAMESPACE_YAML, text));
  }

  @Test
  void rejectsExcessiveYamlAliases() {
    var laughs = new StringBuilder("a0: &a0 [x]\n");
    for (int level = 1; level < 30; level++) {
      laughs
          .append("a" + level + ": &a" + level + " [")
          .append(("*a" + (level - 1) + ",").repeat(9))
          .append("]\n");
    }

    assertEquals(
        1, TestModelCompiler.errors(ModelLanguage.NAMESPACE_YAML, laughs.toString()).size());
  }
}
