/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.relation.model.RelationModelSourceFiles;
import org.lumoauth.api.relation.model.RelationModelSourceFiles.ModelLanguage;
import org.lumoauth.authz.rebac.model.ModelCompiler.ModelCompilation;

class ModelModulesTest {

  private static final String CORE =
      """
      module core
      type user
      type team
        relations
          define member: [user]
      """;

  private static final String WIKI =
      """
      module wiki
      extend type team
        relations
          define can_write: member and allowed
          define allowed: [user with office]
      type page
        relations
          define writer: [team#can_write]
      condition office(ip: ipaddress) {
        ip.in_cidr("10.0.0.0/8")
      }
      """;

  @Test
  void mergesModules() {
    var compiled = compile(CORE, WIKI);

    assertEquals(List.of(), compiled.errors());
    assertEquals(Set.of("user", "team", "page"), compiled.model().types().keySet());
    assertEquals(
        Set.of("member", "can_write", "allowed"),
        compiled.model().types().get("team").relations().keySet());
    assertEquals(Set.of("office"), compiled.model().conditions().keySet());
  }

  @Test
  void extendsTypeDefinedInLaterFile() {
    assertEquals(compile(CORE, WIKI).model().types(), compile(WIKI, CORE).model().types());
  }

  @Test
  void recordsModuleOfEachElement() {
    var json = compile(CORE, WIKI).json();

    assertTrue(json.startsWith("{\"schema_version\":\"1.2\""), json);
    assertTrue(
        json.contains(
            """
            "can_write":{"directly_related_user_types":[],"module":"wiki"}"""),
        json);
    assertTrue(
        json.contains(
            """
            "member":{"directly_related_user_types":[{"type":"user"}]}"""),
        json);
    assertTrue(json.contains("}},\"module\":\"core\"}}"), json);
    assertTrue(json.contains("\"metadata\":{\"module\":\"wiki\"}"), json);
    assertEquals(json, TestModelCompiler.right(ModelLanguage.OPENFGA_JSON, json).json());
  }

  @Test
  void reportsFileOfError() {
    var errors =
        compile(CORE, "module wiki\ntype page\n  relations\n    define a: [team#x]").errors();

    assertEquals(List.of("4:21 undefined_relation"), TestModelCompiler.shown(errors));
    assertEquals("file1", errors.get(0).file());
  }

  @Test
  void rejectsExtensionOfUndefinedType() {
    assertEquals(
        List.of("2:13 undefined_type"),
        TestModelCompiler.shown(
            compile(CORE, "module wiki\nextend type page\n  relations\n    define a: [user]")
                .errors()));
  }

  @Test
  void rejectsDuplicateTypeOrRelation() {
    assertEquals(
        List.of("4:12 duplicate"),
        TestModelCompiler.shown(
            compile(CORE, "module wiki\nextend type team\n  relations\n    define member: [user]")
                .errors()));
    assertEquals(
        List.of("2:6 duplicate"),
        TestModelCompiler.shown(compile(CORE, "module wiki\ntype team").errors()));
  }

  @Test
  void rejectsModelFileAmongModules() {
    assertEquals(
        List.of("2:10 schema"),
        TestModelCompiler.shown(compile(CORE, "model\n  schema 1.1\ntype x").errors()));
  }

  @Test
  void rejectsExtendInSingleFileModel() {
    assertEquals(
        List.of("4:13 extend"),
        TestModelCompiler.errors(
            ModelLanguage.OPENFGA_DSL,
            "model\n  schema 1.1\ntype user\nextend type user\n  relations\n    define a: [user]"));
  }

  @Test
  void rejectsSeveralFilesInOtherLanguages() {
    var file = new RelationModelSourceFiles.ModelFile("a", "{}");

    assertEquals(
        List.of("0:0 files"),
        TestModelCompiler.shown(
            TestModelCompiler.COMPILER
                .compile(
                    new RelationModelSourceFiles(ModelLanguage.OPENFGA_JSON, List.of(file, file)))
                .errors()));
    assertEquals(
        List.of("0:0 files"),
        TestModelCompiler.shown(
            TestModelCompiler.COMPILER
                .compile(new RelationModelSourceFiles(ModelLanguage.OPENFGA_DSL, List.of()))
                .errors()));
  }

  private static ModelCompilation compile(String... texts) {
    var files = new ArrayList<RelationModelSourceFiles.ModelFile>();
    for (var text : texts) {
      files.add(new RelationModelSourceFiles.ModelFile("file" + files.size(), text));
    }
    return TestModelCompiler.COMPILER.compile(
        new RelationModelSourceFiles(ModelLanguage.OPENFGA_DSL, files));
  }
}
