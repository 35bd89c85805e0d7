package org.lumoauth.authz.rebac.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.lumoauth.api.relation.RelationModelSource;
import org.lumoauth.api.web.ApiException;

/**
 * A model as its author writes it.
 *
 * @param language {@code openfga_dsl}, {@code openfga_json} or {@code namespace_yaml}
 * @param text its text
 * @param files instead of a text: its modules, for {@code openfga_dsl}
 * @param makeCurrent whether it is answered by from now on; yes where nothing is said
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ModelSourceBody(
    String language,
    String text,
    List<ModelFileBody> files,
    @JsonProperty("make_current") Boolean makeCurrent) {
  private static final int MAX_FILES = 100;

  /** One file. */
  record ModelFileBody(String name, String text) {}

  boolean becomesCurrent() {
    return !Boolean.FALSE.equals(makeCurrent);
  }

  /**
   * The source.
   *
   * @throws ApiException 400, 422
   */
  RelationModelSource source() {
    var written = asked();
    if (files == null) {
      return RelationModelSource.of(
          written, TupleTextParser.required(text, "Send the model as text, or as files."));
    }
    if (text != null || files.isEmpty() || files.size() > MAX_FILES) {
      throw ApiException.invalid("files", "Send either a text or 1 to " + MAX_FILES + " files.");
    }
    for (ModelFileBody each : files) {
      if (each == null || each.name() == null || each.text() == null) {
        throw ApiException.invalid("files", "A file has a name and a text.");
      }
    }
    return new RelationModelSource(
        written,
        files.stream()
            .map(each -> new RelationModelSource.ModelFile(each.name(), each.text()))
            .toList());
  }

  private RelationModelSource.ModelLanguage asked() {
    for (RelationModelSource.ModelLanguage each : RelationModelSource.ModelLanguage.values()) {
      if (name(each).equals(language)) {
        return each;
      }
    }
    throw ApiException.invalid(
        "language",
        "language is one of "
            + Arrays.stream(RelationModelSource.ModelLanguage.values())
                .map(ModelSourceBody::name)
                .collect(Collectors.joining(", "))
            + ".");
  }

  static String name(RelationModelSource.ModelLanguage language) {
    return language.name().toLowerCase(Locale.ROOT);
  }
}
