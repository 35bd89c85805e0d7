/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.interpreter;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.settings.TypedSetting;
import org.osgi.service.component.annotations.Component;

/** Tenant settings for the interpretation of questions. */
@Component(
    property = {"lumoauth.kind=settings", "lumoauth.name=" + QuestionInterpreterSettings.SECTION})
public final class QuestionInterpreterSettings implements TenantSettingsSection {

  /** The name of the settings section. */
  static final String SECTION = "questions";

  private static final SettingsSchema SCHEMA = new SettingsSchema(SECTION);

  static final TypedSetting<List<String>> SYNONYMS =
      SCHEMA.texts(
          "synonyms",
          List.of(),
          0,
          200,
          "Synonyms for words in the names of actions, each line as bill,voucher=invoice.");

  private static final Pattern WORD = Pattern.compile("[a-z]{2,40}");

  /** Maps words to one synonym. */
  record SynonymSetting(List<String> words, String means) {}

  @Override
  public String requiredPermission(String setting) {
    return "policies.write";
  }

  @Override
  public List<SettingDefinition> settings() {
    return SCHEMA.definitions();
  }

  @Override
  public Optional<String> findProblem(String setting, Object value) {
    boolean fine =
        !(value instanceof Collection<?> lines)
            || lines.stream().allMatch(line -> entry(String.valueOf(line)).isPresent());
    return fine
        ? Optional.empty()
        : Optional.of(
            "`synonyms` must have lines of lowercase words, for example "
                + "bill,voucher=invoice.");
  }

  /** Parses the entry of a line; empty if the line is invalid. */
  static Optional<SynonymSetting> entry(String line) {
    String[] sides = line.split("=", -1);
    if (sides.length != 2 || !WORD.matcher(sides[1].strip()).matches()) {
      return Optional.empty();
    }
    List<String> words = Arrays.stream(sides[0].split(",", -1)).map(String::strip).toList();
    return words.stream().allMatch(word -> WORD.matcher(word).matches())
        ? Optional.of(new SynonymSetting(words, sides[1].strip()))
        : Optional.empty();
  }
}
