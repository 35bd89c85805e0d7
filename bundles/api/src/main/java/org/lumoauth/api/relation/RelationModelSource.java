package org.lumoauth.api.relation;

import java.util.List;

/**
 * A model as its author writes it.
 *
 * @param language in which language
 * @param files its text; several only for {@code OPENFGA_DSL}, where they are modules of one model
 */
public record RelationModelSource(ModelLanguage language, List<ModelFile> files) {

  /** The languages there are. */
  public enum ModelLanguage {
    /** OpenFGA's modelling language, schema 1.1 or, in modules, 1.2. */
    OPENFGA_DSL,
    /** The JSON form of the same. */
    OPENFGA_JSON,
    /** LumoAuth's namespaces in YAML. */
    NAMESPACE_YAML
  }

  /**
   * @param name as {@code core.fga}; told in errors
   * @param text what is in it
   */
  public record ModelFile(String name, String text) {}

  public RelationModelSource {
    files = List.copyOf(files);
  }

  /** A model in one text. */
  public static RelationModelSource of(ModelLanguage language, String text) {
    return new RelationModelSource(language, List.of(new ModelFile("model", text)));
  }
}
