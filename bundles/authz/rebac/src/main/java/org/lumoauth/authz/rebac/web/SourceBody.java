package org.lumoauth.authz.rebac.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.lumoauth.api.relation.ModelSource;
import org.lumoauth.api.web.Problem;

/**
 * A model as its author writes it.
 *
 * @param language {@code openfga_dsl}, {@code openfga_json} or {@code namespace_yaml}
 * @param text its text
 * @param files instead of a text: its modules, for {@code openfga_dsl}
 * @param makeCurrent whether it is answered by from now on; yes where nothing is said
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SourceBody(
    String language,
    String text,
    List<FileBody> files,
    @JsonProperty("make_current") Boolean makeCurrent) {
  private static final int MAX_FILES = 100;

  /** One file. */
  record FileBody(String name, String text) {}

  boolean becomesCurrent() {
    return !Boolean.FALSE.equals(makeCurrent);
  }

  /**
   * The source.
   *
   * @throws Problem 400, 422
   */
  ModelSource source() {
    var written = asked();
    if (files == null) {
      return ModelSource.of(written, Names.required(text, "Send the model as text, or as files."));
    }
    if (text != null || files.isEmpty() || files.size() > MAX_FILES) {
      throw Problem.invalid("files", "Send either a text or 1 to " + MAX_FILES + " files.");
    }
    for (FileBody each : files) {
      if (each == null || each.name() == null || each.text() == null) {
        throw Problem.invalid("files", "A file has a name and a text.");
      }
    }
    return new ModelSource(
        written,
        files.stream().map(each -> new ModelSource.File(each.name(), each.text())).toList());
  }

  private ModelSource.Language asked() {
    for (ModelSource.Language each : ModelSource.Language.values()) {
      if (name(each).equals(language)) {
        return each;
      }
    }
    throw Problem.invalid(
        "language",
        "language is one of "
            + Arrays.stream(ModelSource.Language.values())
                .map(SourceBody::name)
                .collect(Collectors.joining(", "))
            + ".");
  }

  static String name(ModelSource.Language language) {
    return language.name().toLowerCase(Locale.ROOT);
  }
}
