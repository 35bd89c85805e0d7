package org.lumoauth.agents.interpreter;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.lumoauth.api.settings.SettingsSchema;
import org.osgi.service.component.annotations.Component;

/** What a tenant can set of how its agents' questions are understood. */
@Component(
    property = {"lumoauth.kind=settings", "lumoauth.name=" + QuestionInterpreterSettings.SECTION})
public final class QuestionInterpreterSettings implements SettingsSchema {

  /** The section's name. */
  static final String SECTION = "questions";

  static final String SYNONYMS = "synonyms";

  private static final long MAX_LINES = 200;
  private static final Pattern WORD = Pattern.compile("[a-z]{2,40}");

  /** Words and the one that they stand for. */
  record SynonymSetting(List<String> words, String means) {}

  @Override
  public String requiredPermission(String setting) {
    return "policies.write";
  }

  @Override
  public List<SettingDefinition> settings() {
    return List.of(
        new SettingDefinition(
            SYNONYMS,
            SettingType.STRINGS,
            List.of(),
            false,
            Set.of(),
            Optional.of(0L),
            Optional.of(MAX_LINES),
            "Words that stand for one in the names of actions, each as bill,voucher=invoice."));
  }

  @Override
  public Optional<String> findProblem(String setting, Object value) {
    boolean fine =
        !(value instanceof Collection<?> lines)
            || lines.stream().allMatch(line -> entry(String.valueOf(line)).isPresent());
    return fine
        ? Optional.empty()
        : Optional.of("synonyms has lines of small letters, as bill,voucher=invoice.");
  }

  /** The entry of a line; empty if it is none. */
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
