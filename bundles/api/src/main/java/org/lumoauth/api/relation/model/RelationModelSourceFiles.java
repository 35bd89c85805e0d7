/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.relation.model;

import java.util.List;

/**
 * The source text of a model.
 *
 * @param language the language
 * @param files the files; more than one only for {@code OPENFGA_DSL}, as modules of one model
 */
public record RelationModelSourceFiles(ModelLanguage language, List<ModelFile> files) {

  /** The supported languages. */
  public enum ModelLanguage {
    /** OpenFGA's modelling language, schema 1.1 or, in modules, 1.2. */
    OPENFGA_DSL,
    /** The JSON form of OpenFGA's modelling language. */
    OPENFGA_JSON,
    /** LumoAuth's namespaces in YAML. */
    NAMESPACE_YAML
  }

  /**
   * A file of a model.
   *
   * @param name the name, such as {@code core.fga}; used in errors
   * @param text the content
   */
  public record ModelFile(String name, String text) {}

  public RelationModelSourceFiles {
    files = List.copyOf(files);
  }

  /** Returns a model with one file. */
  public static RelationModelSourceFiles of(ModelLanguage language, String text) {
    return new RelationModelSourceFiles(language, List.of(new ModelFile("model", text)));
  }
}
