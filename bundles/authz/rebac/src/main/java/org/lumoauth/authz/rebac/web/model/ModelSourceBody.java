/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.web.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.lumoauth.api.relation.model.RelationModelSourceFiles;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authz.rebac.web.ObjectAndSubjectTextParser;

/**
 * The source of a model.
 *
 * @param language {@code openfga_dsl}, {@code openfga_json} or {@code namespace_yaml}
 * @param text the text
 * @param files the modules for {@code openfga_dsl}, instead of a text
 * @param makeCurrent whether the model becomes current; true by default
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ModelSourceBody(
    String language,
    String text,
    List<ModelFileBody> files,
    @JsonProperty("make_current") Boolean makeCurrent) {
  private static final int MAX_FILES = 100;

  /** A source file. */
  record ModelFileBody(String name, String text) {}

  boolean becomesCurrent() {
    return !Boolean.FALSE.equals(makeCurrent);
  }

  /**
   * Returns the source.
   *
   * @throws ApiException 400, 422
   */
  RelationModelSourceFiles source() {
    var written = asked();
    if (files == null) {
      return RelationModelSourceFiles.of(
          written,
          ObjectAndSubjectTextParser.required(text, "Either `text` or `files` is required."));
    }
    if (text != null || files.isEmpty() || files.size() > MAX_FILES) {
      throw ApiException.invalid(
          "files", "Either `text` or 1 to " + MAX_FILES + " `files` are required, but not both.");
    }
    for (ModelFileBody each : files) {
      if (each == null || each.name() == null || each.text() == null) {
        throw ApiException.invalid("files", "Each of `files` must have `name` and `text`.");
      }
    }
    return new RelationModelSourceFiles(
        written,
        files.stream()
            .map(each -> new RelationModelSourceFiles.ModelFile(each.name(), each.text()))
            .toList());
  }

  private RelationModelSourceFiles.ModelLanguage asked() {
    for (RelationModelSourceFiles.ModelLanguage each :
        RelationModelSourceFiles.ModelLanguage.values()) {
      if (name(each).equals(language)) {
        return each;
      }
    }
    throw ApiException.invalid(
        "language",
        "`language` must be one of "
            + Arrays.stream(RelationModelSourceFiles.ModelLanguage.values())
                .map(ModelSourceBody::name)
                .collect(Collectors.joining(", "))
            + ".");
  }

  static String name(RelationModelSourceFiles.ModelLanguage language) {
    return language.name().toLowerCase(Locale.ROOT);
  }
}
