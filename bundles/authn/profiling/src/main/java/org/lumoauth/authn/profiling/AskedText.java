package org.lumoauth.authn.profiling;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What somebody was asked, as text that a sign-in remembers: {@code phone_number:true:30}. */
final class AskedText {
  private static final int PARTS = 3;

  private AskedText() {}

  static String of(List<Question> questions) {
    return questions.stream()
        .map(
            question ->
                question.attribute()
                    + ":"
                    + question.required()
                    + ":"
                    + question.askAgain().toDays())
        .collect(Collectors.joining(" "));
  }

  /** The questions of a text; none of one that is no such text. */
  static List<Question> read(String text) {
    return Stream.of(text.split(" "))
        .map(question -> question.split(":"))
        .filter(parts -> parts.length == PARTS)
        .map(
            parts ->
                new Question(
                    parts[0],
                    Boolean.parseBoolean(parts[1]),
                    Duration.ofDays(Long.parseLong(parts[2]))))
        .toList();
  }
}
