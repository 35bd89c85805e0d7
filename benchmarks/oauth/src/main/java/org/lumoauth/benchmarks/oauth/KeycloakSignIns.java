/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.benchmarks.oauth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;

/**
 * Signs users in through Keycloak's page, each in a new browser, and prints the line that run.sh
 * reads. Keycloak sets three cookies in one response, of which wrk sees only one, so this program
 * performs its sign-ins.
 */
public final class KeycloakSignIns {
  static final int PEOPLE = 8;

  private static final Pattern AUTHORIZE = Pattern.compile("authorize = \"([^\"]*)\"");

  private final String base;
  private final String authorize;
  private final long end;

  private KeycloakSignIns(String base, String authorize, long end) {
    this.base = base;
    this.authorize = authorize;
    this.end = end;
  }

  public static void main(String[] arguments) throws Exception {
    var vars = AUTHORIZE.matcher(Files.readString(Path.of(arguments[1])));
    if (!vars.find()) {
      throw new IllegalArgumentException("no query in " + arguments[1]);
    }
    long nanos = Duration.ofSeconds(Long.parseLong(arguments[2])).toNanos();
    var start = System.nanoTime();
    var load = new KeycloakSignIns(arguments[0], vars.group(1), start + nanos);
    var people = Executors.newFixedThreadPool(PEOPLE);
    List<Future<List<Double>>> loads = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      var person = Person.numbered(i);
      loads.add(people.submit(() -> load.times(person)));
    }
    List<Double> millis = new ArrayList<>();
    for (Future<List<Double>> each : loads) {
      millis.addAll(each.get());
    }
    people.shutdown();
    millis.sort(null);
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "RESULT %.1f %.2f %.2f 0%n",
        millis.size() / seconds,
        millis.get(millis.size() / 2),
        millis.get((int) Math.ceil(millis.size() * 0.99) - 1));
  }

  private List<Double> times(Person person) throws IOException, InterruptedException {
    List<Double> millis = new ArrayList<>();
    while (System.nanoTime() < end) {
      long begin = System.nanoTime();
      signIn(new Visitor(base), authorize, person);
      millis.add((System.nanoTime() - begin) / 1e6);
    }
    return millis;
  }

  /**
   * Signs a user in.
   *
   * @throws IOException if the sign-in ends without a code
   */
  static void signIn(Visitor visitor, String authorize, Person person)
      throws IOException, InterruptedException {
    visitor.openOnly(authorize);
    var answer =
        visitor.submitOnly(Map.of("username", person.email(), "password", Person.PASSWORD));
    var location = answer.headers().firstValue("Location").orElse("");
    if (!location.contains("code=")) {
      throw new IOException("no code: " + answer.statusCode() + " " + location);
    }
  }
}
