/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.message;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Provides templates from UTF-8 property files {@code /mail/LANGUAGE.properties} of a bundle, in
 * each of English, German, Spanish and Japanese: {@code NAME.text} and, if the medium has subjects,
 * {@code NAME.subject}.
 */
@ConsumerType
public abstract class BundledMessageTemplateProvider implements MessageTemplateProvider {

  private static final Set<String> LANGUAGES = Set.of("en", "de", "es", "ja");

  private final Map<String, Set<String>> variables;
  private final Map<String, Properties> texts = new HashMap<>();

  /**
   * Reads the files relative to the subclass.
   *
   * @param variables the names of the templates, each with the variables that it may use
   * @throws IOException if a file cannot be read
   * @throws IllegalStateException if a file is missing
   */
  protected BundledMessageTemplateProvider(Map<String, Set<String>> variables) throws IOException {
    this.variables = Map.copyOf(variables);
    for (String language : LANGUAGES) {
      texts.put(language, read("/mail/" + language + ".properties"));
    }
  }

  private Properties read(String file) throws IOException {
    try (var stream = getClass().getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalStateException(file + " is missing beside " + getClass().getName());
      }
      var properties = new Properties();
      properties.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
      return properties;
    }
  }

  @Override
  public final Set<String> names() {
    return variables.keySet();
  }

  @Override
  public final Set<String> variables(String name) {
    return variables.getOrDefault(name, Set.of());
  }

  @Override
  public final Optional<MessageTemplate> template(String name, Locale locale) {
    return Optional.ofNullable(texts.get(locale.getLanguage()))
        .filter(properties -> properties.containsKey(name + ".text"))
        .map(
            properties ->
                new MessageTemplate(
                    Optional.ofNullable(properties.getProperty(name + ".subject")),
                    properties.getProperty(name + ".text"),
                    Optional.empty()));
  }
}
