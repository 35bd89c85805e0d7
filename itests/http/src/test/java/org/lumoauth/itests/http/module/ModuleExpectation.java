/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.module;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.lumoauth.itests.http.support.ApiClient;

/**
 * A module and what is its own.
 *
 * @param bundle the bundle's folder below {@code bundles}
 * @param listed what goes from the metadata with it: a member, or one value of a list as {@code
 *     member: value}; an empty text for everything
 * @param calls what works with it alone
 */
record ModuleExpectation(String bundle, Set<String> listed, List<ExpectedCall> calls) {

  /** Of what the metadata do not tell. */
  static ModuleExpectation of(String bundle, ExpectedCall... calls) {
    return of(bundle, Set.of(), calls);
  }

  static ModuleExpectation of(String bundle, Set<String> listed, ExpectedCall... calls) {
    return new ModuleExpectation(bundle, listed, List.of(calls));
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
  record ExpectedCall(Supplier<ApiClient.Answer> asked, String with, String without) {

    /** What is answered with 200, or not found. */
    static ExpectedCall read(Supplier<ApiClient.Answer> asked) {
      return missing(asked, "200");
    }

    /** What is not found without the module. */
    static ExpectedCall missing(Supplier<ApiClient.Answer> asked, String with) {
      return new ExpectedCall(asked, with, "404 resource_not_found");
    }

    void expect(String when, String outcome) {
      ApiClient.Answer answer = asked.get();
      assertEquals(outcome, outcome(answer), () -> when + ": " + answer);
    }

    private static String outcome(ApiClient.Answer answer) {
      return answer.status() < 400
          ? String.valueOf(answer.status())
          : answer.status() + " " + answer.body().path("error").asText();
    }
  }
}
