/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.interpreter;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Separates the request of a question from the words that ask for a permission: {@code am I allowed
 * to} and {@code is that ok?}. A text that does not ask for a permission of the asker has no
 * request.
 */
final class PermissionPhraseParser {

  private enum PhrasePosition {
    START,
    GERUND,
    END,
    OPENING
  }

  /**
   * A part of a question between punctuation marks.
   *
   * @param text the text without the words that ask
   * @param asks whether the clause had such words
   */
  record RequestClause(String text, boolean asks) {}

  /**
   * The separated question.
   *
   * @param request the clause with the requested action
   * @param others further clauses, which must not contain an action
   */
  record SeparatedQuestion(String request, List<String> others) {}

  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
  private static final Pattern CLAUSES =
      Pattern.compile(
          "[;!?¿¡\\n()]|[,:](?=\\s|$)|\\s[\u2013\u2014-]\\s|[\u2013\u2014]"
              + "|(?<!\\b\\p{Lu})(?<!\\b(?i:mr|mrs|ms|dr|sr|sra|nr|no|st|hr|fr|núm|art))\\.(?=\\s|$)");
  private static final Pattern WORD = Pattern.compile("\\p{L}{4,}");
  private static final Pattern SWAPPED = Pattern.compile("\\b(?:cna|acn|mya|cann)\\b", FLAGS);
  private static final int MAX_CLAUSES = 12;
  private static final int MAX_OPENINGS = 6;

  private final SpellingCorrector spelling;
  private final Map<PhrasePosition, Pattern> patterns = new EnumMap<>(PhrasePosition.class);

  /** Loads the phrases of a language. */
  PermissionPhraseParser(SentenceLanguage language) {
    Map<PhrasePosition, List<String>> phrases = new EnumMap<>(PhrasePosition.class);
    Map<String, String> words = new LinkedHashMap<>();
    String section = "";
    List<String> typed = List.of();
    for (String line : lines("asking-" + language.code() + ".txt")) {
      if (line.startsWith("[")) {
        section = line.substring(1, line.length() - 1);
      } else if (section.equals("words")) {
        int space = line.indexOf(' ');
        if (line.startsWith("TYPED ")) {
          typed = List.of(line.substring(space + 1).split(" "));
          continue;
        }
        words.put("{" + line.substring(0, space) + "}", line.substring(space + 1));
      } else {
        String phrase = line;
        for (var word : words.entrySet()) {
          phrase = phrase.replace(word.getKey(), word.getValue());
        }
        phrases
            .computeIfAbsent(
                PhrasePosition.valueOf(section.toUpperCase(Locale.ROOT)), any -> new ArrayList<>())
            .add(phrase);
      }
    }
    this.spelling = new SpellingCorrector(typed);
    phrases.forEach(
        (position, all) -> patterns.put(position, compile(position, String.join("|", all))));
  }

  private static Pattern compile(PhrasePosition position, String alternatives) {
    return switch (position) {
      case START, OPENING -> Pattern.compile("^(?:" + alternatives + ")", FLAGS);
      case GERUND ->
          Pattern.compile("^(?:" + alternatives + ")(?=(?:\\p{L}+ly )?\\p{L}+ing\\b)", FLAGS);
      case END -> Pattern.compile("(?:^|(?<=\\s))(?:" + alternatives + ")$", FLAGS);
    };
  }

  private static List<String> lines(String file) {
    try (var stream = PermissionPhraseParser.class.getResourceAsStream(file);
        var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // the file is part of this bundle
    }
  }

  /**
   * Separates a question.
   *
   * @param isKnown whether the tenant's actions have a word, which is then no typing mistake
   * @return empty if the text does not ask whether the asker may do something, or if several
   *     clauses could be the request
   */
  Optional<SeparatedQuestion> separate(String question, Predicate<String> isKnown) {
    List<RequestClause> clauses = new ArrayList<>();
    for (String part : CLAUSES.split(corrected(question, isKnown), MAX_CLAUSES)) {
      clauses.add(clause(part.replaceAll("\\s+", " ").strip()));
    }
    List<RequestClause> requests =
        clauses.stream().filter(each -> each.asks() && !each.text().isEmpty()).toList();
    List<RequestClause> rest =
        clauses.stream().filter(each -> !each.asks() && !each.text().isEmpty()).toList();
    boolean asks = clauses.stream().anyMatch(RequestClause::asks);
    if (requests.size() == 1) {
      return Optional.of(
          new SeparatedQuestion(
              requests.get(0).text(), rest.stream().map(RequestClause::text).toList()));
    }
    if (requests.isEmpty() && asks && !rest.isEmpty()) {
      return Optional.of(
          new SeparatedQuestion(
              rest.get(0).text(), rest.stream().skip(1).map(RequestClause::text).toList()));
    }
    return Optional.empty();
  }

  /** Corrects typing mistakes in the words that ask. */
  private String corrected(String question, Predicate<String> isKnown) {
    return WORD.matcher(SWAPPED.matcher(question).replaceAll("can"))
        .replaceAll(
            found -> {
              String word = found.group().toLowerCase(Locale.ROOT);
              return isKnown.test(word)
                  ? found.group()
                  : spelling.correct(word).orElse(found.group());
            });
  }

  private RequestClause clause(String part) {
    String text = withoutOpening(part);
    boolean asks = false;
    Matcher end = patterns.get(PhrasePosition.END).matcher(text);
    if (end.find()) {
      text = text.substring(0, end.start()).strip();
      asks = true;
    }
    for (var position : List.of(PhrasePosition.START, PhrasePosition.GERUND)) {
      Pattern pattern = patterns.get(position);
      if (pattern != null) {
        Matcher start = pattern.matcher(text + " ");
        if (start.find()) {
          return new RequestClause((text + " ").substring(start.end()).strip(), true);
        }
      }
    }
    return new RequestClause(text, asks);
  }

  private String withoutOpening(String part) {
    String text = part;
    for (int i = 0; i < MAX_OPENINGS; i++) {
      Matcher opening = patterns.get(PhrasePosition.OPENING).matcher(text);
      if (!opening.find() || patterns.get(PhrasePosition.START).matcher(text + " ").find()) {
        break;
      }
      text = text.substring(opening.end()).strip();
    }
    return text;
  }
}
