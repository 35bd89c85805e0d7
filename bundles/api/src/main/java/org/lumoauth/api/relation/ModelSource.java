package org.lumoauth.api.relation;

import java.util.List;

/**
 * A model as its author writes it.
 *
 * @param language in which language
 * @param files its text; several only for {@code OPENFGA_DSL}, where they are modules of one model
 */
public record ModelSource(Language language, List<File> files) {

  /** The languages there are. */
  public enum Language {
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
  public record File(String name, String text) {}

  public ModelSource {
    files = List.copyOf(files);
  }

  /** A model in one text. */
  public static ModelSource of(Language language, String text) {
    return new ModelSource(language, List.of(new File("model", text)));
  }
}
