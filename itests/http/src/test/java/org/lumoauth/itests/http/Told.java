package org.lumoauth.itests.http;

import java.util.Arrays;
import java.util.function.Predicate;

/** What an answer says of what was shown. */
final class Told {
  private Told() {}

  static Predicate<Api.Answer> status(int status) {
    return answer -> answer.status() == status;
  }

  static Predicate<Api.Answer> error(int status, String error) {
    return answer ->
        answer.status() == status && answer.body().path("error").asText().equals(error);
  }

  /** An error whose description begins with one of these reasons. */
  static Predicate<Api.Answer> because(String error, String... reasons) {
    return error(400, error)
        .and(
            answer -> {
              String told = answer.body().path("error_description").asText();
              return Arrays.stream(reasons).anyMatch(told::startsWith);
            });
  }

  /** An error that the client is told of at its redirect URI, or the person on a page. */
  static Predicate<Api.Answer> told(String error) {
    return answer ->
        location(answer).isEmpty()
            ? answer.status() == 400 && answer.text().contains(error)
            : error.equals(Query.in(location(answer)).get("error"));
  }

  /** A request without a redirect URI that could be trusted: nobody is redirected. */
  static boolean refusedOnAPage(Api.Answer answer) {
    return answer.status() == 400 && location(answer).isEmpty();
  }

  static String location(Api.Answer answer) {
    return answer.response().headers().firstValue("Location").orElse("");
  }
}
