package org.lumoauth.authn.profiling;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What somebody was asked, as text that a sign-in remembers: {@code phone_number:true:30}. */
final class ProfileQuestionCodec {
  private static final int PARTS = 3;

  private ProfileQuestionCodec() {}

  static String of(List<ProfileQuestion> questions) {
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
  static List<ProfileQuestion> read(String text) {
    return Stream.of(text.split(" "))
        .map(question -> question.split(":"))
        .filter(parts -> parts.length == PARTS)
        .map(
            parts ->
                new ProfileQuestion(
                    parts[0],
                    Boolean.parseBoolean(parts[1]),
                    Duration.ofDays(Long.parseLong(parts[2]))))
        .toList();
  }
}
