/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.profiling;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Serializes the questions of a sign-in as text: {@code phone_number:true:30}. */
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

  /** Parses the questions of a text; returns none for a malformed text. */
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
