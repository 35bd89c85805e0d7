/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.expression.ExpressionType;
import org.lumoauth.api.expression.ExpressionType.ExpressionKind;
import org.lumoauth.authz.rebac.model.RelationDefinition;
import org.lumoauth.authz.rebac.model.SubjectType;
import org.lumoauth.authz.rebac.model.UsersetRewrite;

class OpenFgaDslTest {

  private static final SubjectType USER = subject("user");

  @Test
  void readsTypesWithoutRelations() {
    var model = TestModelCompiler.dsl("model\n  schema 1.1\ntype user\ntype team").model();

    assertEquals(Set.of("user", "team"), model.types().keySet());
    assertEquals(Map.of(), model.types().get("user").relations());
  }

  @Test
  void readsDirectTypesUsersetsAndWildcards() {
    var viewer = relation("define viewer: [user, user:*, doc#editor]\n    define editor: [user]");

    assertEquals(
        List.of(
            USER,
            new SubjectType("user", Optional.empty(), true, Optional.empty()),
            new SubjectType("doc", Optional.of("editor"), false, Optional.empty())),
        viewer.subjectTypes());
    assertEquals(new UsersetRewrite.DirectRewrite(), viewer.rewrite());
  }

  @Test
  void readsEveryOperator() {
    assertEquals(
        new UsersetRewrite.UnionRewrite(
            List.of(
                new UsersetRewrite.DirectRewrite(),
                new UsersetRewrite.ComputedUsersetRewrite("a"),
                new UsersetRewrite.TupleToUsersetRewrite("parent", "viewer"))),
        relation("define viewer: [user] or a or viewer from parent").rewrite());
    assertEquals(
        new UsersetRewrite.IntersectionRewrite(
            List.of(
                new UsersetRewrite.ComputedUsersetRewrite("a"),
                new UsersetRewrite.ComputedUsersetRewrite("b"))),
        relation("define viewer: a and b").rewrite());
    assertEquals(
        new UsersetRewrite.ExclusionRewrite(
            new UsersetRewrite.DirectRewrite(), new UsersetRewrite.ComputedUsersetRewrite("a")),
        relation("define viewer: [user] but not a").rewrite());
  }

  @Test
  void preservesParenthesizedPrecedence() {
    assertEquals(
        new UsersetRewrite.ExclusionRewrite(
            new UsersetRewrite.UnionRewrite(
                List.of(
                    new UsersetRewrite.DirectRewrite(),
                    new UsersetRewrite.IntersectionRewrite(
                        List.of(
                            new UsersetRewrite.ComputedUsersetRewrite("a"),
                            new UsersetRewrite.ComputedUsersetRewrite("b"))))),
            new UsersetRewrite.ComputedUsersetRewrite("b")),
        relation("define viewer: (([user] or ( a and b )) but not b)").rewrite());
  }

  @Test
  void acceptsAnyWhitespaceAndComments() {
    var text =
        "# a model\r\nmodel # it begins\r\n\tschema 1.1\r\n\r\ntype user\r\ntype doc\r\n  relations\r\n"
            + "    # who sees it\r\n    define viewer : [ user ,\r\n      doc#viewer, # all\r\n"
            + "      user:* ]  or   editor # and these\r\n    define editor:[user]\r\n";

    var viewer = TestModelCompiler.dsl(text).model().types().get("doc").relations().get("viewer");

    assertEquals(3, viewer.subjectTypes().size());
    assertEquals(
        new UsersetRewrite.UnionRewrite(
            List.of(
                new UsersetRewrite.DirectRewrite(),
                new UsersetRewrite.ComputedUsersetRewrite("editor"))),
        viewer.rewrite());
  }

  @Test
  void acceptsKeywordsAsNames() {
    var model =
        TestModelCompiler.dsl(
                """
                model
                  schema 1.1
                type type
                type model
                  relations
                    define define: [type]
                    define from: [model]
                    define relations: define from from or define
                """)
            .model();

    assertEquals(
        new UsersetRewrite.UnionRewrite(
            List.of(
                new UsersetRewrite.TupleToUsersetRewrite("from", "define"),
                new UsersetRewrite.ComputedUsersetRewrite("define"))),
        model.types().get("model").relations().get("relations").rewrite());
  }

  @Test
  void readsConditionsWithAllParameterTypes() {
    var condition =
        TestModelCompiler.dsl(
                """
                model
                  schema 1.1
                type user
                type doc
                  relations
                    define viewer: [user with ok, user:* with ok]
                condition ok(a: bool, b: string, c: int, d: uint, e: double, f: duration,
                    g: timestamp, h: ipaddress, i: list<string>, j: map<int>, k: any) {
                  a && b == "}" && {"x": c}.x > 0 // a '} here
                    && b != '#' # and a } here
                }
                """)
            .model()
            .conditions()
            .get("ok");

    assertEquals(
        Map.ofEntries(
            Map.entry("a", ExpressionType.of(ExpressionKind.BOOL)),
            Map.entry("b", ExpressionType.of(ExpressionKind.STRING)),
            Map.entry("c", ExpressionType.of(ExpressionKind.INT)),
            Map.entry("d", ExpressionType.of(ExpressionKind.UINT)),
            Map.entry("e", ExpressionType.of(ExpressionKind.DOUBLE)),
            Map.entry("f", ExpressionType.of(ExpressionKind.DURATION)),
            Map.entry("g", ExpressionType.of(ExpressionKind.TIMESTAMP)),
            Map.entry("h", ExpressionType.of(ExpressionKind.IP_ADDRESS)),
            Map.entry(
                "i",
                new ExpressionType(
                    ExpressionKind.LIST, Optional.of(ExpressionType.of(ExpressionKind.STRING)))),
            Map.entry(
                "j",
                new ExpressionType(
                    ExpressionKind.MAP, Optional.of(ExpressionType.of(ExpressionKind.INT)))),
            Map.entry("k", ExpressionType.of(ExpressionKind.ANY))),
        condition.parameters());
    assertEquals(true, condition.expression().evaluate(Map.of("a", true, "b", "}", "c", 1)));
  }

  @Test
  void writesOpenFgaJson() {
    var json =
        TestModelCompiler.dsl(
                """
                model
                  schema 1.1
                type user
                type doc
                  relations
                    define parent: [doc]
                    define viewer: [user:*, user with c] or (editor but not viewer from parent)
                    define editor: [user, doc#editor]
                condition c(x: list<string>) { "a" in x }
                """)
            .json();

    assertEquals(
        """
        {"schema_version":"1.1","type_definitions":[{"type":"user","relations":{}},{"type":"doc",\
        "relations":{"parent":{"this":{}},"viewer":{"union":{"child":[{"this":{}},{"difference":{\
        "base":{"computedUserset":{"relation":"editor"}},"subtract":{"tupleToUserset":{"tupleset":\
        {"relation":"parent"},"computedUserset":{"relation":"viewer"}}}}}]}},"editor":{"this":{}}},\
        "metadata":{"relations":{"parent":{"directly_related_user_types":[{"type":"doc"}]},\
        "viewer":{"directly_related_user_types":[{"type":"user","wildcard":{}},{"type":"user",\
        "condition":"c"}]},"editor":{"directly_related_user_types":[{"type":"user"},{"type":"doc",\
        "relation":"editor"}]}}}}],"conditions":{"c":{"name":"c","expression":"\\"a\\" in x",\
        "parameters":{"x":{"type_name":"TYPE_NAME_LIST","generic_types":[{"type_name":\
        "TYPE_NAME_STRING"}]}}}}}""",
        json);
  }

  @Test
  void readsItsOwnJson() {
    var compiled =
        TestModelCompiler.dsl(
            "model\n schema 1.1\ntype user\ntype doc\n relations\n  define viewer: [user]");

    assertEquals(compiled.model(), TestModelCompiler.COMPILER.read(compiled.json()));
    assertTrue(compiled.errors().isEmpty());
  }

  private static RelationDefinition relation(String definitions) {
    var text =
        """
        model
          schema 1.1
        type user
        type doc
          relations
            define parent: [doc]
            define a: [user]
            define b: [user]
            %s"""
            .formatted(definitions);
    return TestModelCompiler.dsl(text).model().types().get("doc").relations().get("viewer");
  }

  private static SubjectType subject(String type) {
    return new SubjectType(type, Optional.empty(), false, Optional.empty());
  }
}
