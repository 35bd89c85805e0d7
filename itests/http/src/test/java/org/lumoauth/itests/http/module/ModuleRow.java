package org.lumoauth.itests.http.module;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.lumoauth.itests.http.support.Api;

/**
 * A module and what is its own.
 *
 * @param bundle the bundle's folder below {@code bundles}
 * @param listed what goes from the metadata with it: a member, or one value of a list as {@code
 *     member: value}; an empty text for everything
 * @param calls what works with it alone
 */
record ModuleRow(String bundle, Set<String> listed, List<Call> calls) {

  /** Of what the metadata do not tell. */
  static ModuleRow of(String bundle, Call... calls) {
    return of(bundle, Set.of(), calls);
  }

  static ModuleRow of(String bundle, Set<String> listed, Call... calls) {
    return new ModuleRow(bundle, listed, List.of(calls));
  }

  /** Whether this entry of the metadata, {@code member: value}, is the module's. */
  boolean lists(String entry) {
    return listed.stream().anyMatch(name -> names(name, entry));
  }

  static boolean names(String listed, String entry) {
    return listed.isEmpty() || entry.equals(listed) || entry.startsWith(listed + ": ");
  }

  /**
   * Something to ask for.
   *
   * @param with what it comes to with the module: the status, and the error if there is one
   * @param without the same without it
   */
  record Call(Supplier<Api.Answer> asked, String with, String without) {

    /** What is answered with 200, or not found. */
    static Call read(Supplier<Api.Answer> asked) {
      return missing(asked, "200");
    }

    /** What is not found without the module. */
    static Call missing(Supplier<Api.Answer> asked, String with) {
      return new Call(asked, with, "404 resource_not_found");
    }

    void expect(String when, String outcome) {
      Api.Answer answer = asked.get();
      assertEquals(outcome, outcome(answer), () -> when + ": " + answer);
    }

    private static String outcome(Api.Answer answer) {
      return answer.status() < 400
          ? String.valueOf(answer.status())
          : answer.status() + " " + answer.body().path("error").asText();
    }
  }
}
