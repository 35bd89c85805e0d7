package org.lumoauth.benchmarks.oauth;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** People who sign in through the pages with their password, each with a browser of their own. */
public final class Logins {
  static final String PASSWORD = "a long walk on the shore";

  private record Login(double millis, boolean good) {}

  private Logins() {}

  static String email(int number) {
    return "user" + number + "@example.com";
  }

  public static void main(String[] arguments) throws Exception {
    var base = arguments[0];
    var slug = arguments[1];
    int seconds = Integer.parseInt(arguments[2]);
    int people = Integer.parseInt(arguments[3]);
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    long start = System.nanoTime();
    var pool = Executors.newFixedThreadPool(people);
    var work = new ArrayList<Callable<List<Login>>>();
    for (int i = 0; i < people; i++) {
      var email = email(i);
      work.add(() -> signInUntil(base, slug, email, end));
    }
    var logins = new ArrayList<Login>();
    for (var done : pool.invokeAll(work)) {
      logins.addAll(done.get());
    }
    pool.shutdown();
    double elapsed = (System.nanoTime() - start) / 1e9;
    var good = logins.stream().filter(Login::good).mapToDouble(Login::millis).sorted().toArray();
    System.out.printf(
        "RESULT %.1f %.2f %.2f %d%n",
        good.length / elapsed,
        percentile(good, 0.50),
        percentile(good, 0.99),
        logins.size() - good.length);
  }

  private static List<Login> signInUntil(String base, String slug, String email, long end)
      throws Exception {
    var logins = new ArrayList<Login>();
    while (System.nanoTime() < end) {
      long begun = System.nanoTime();
      boolean good = new Visitor(base).signIn(slug, email, PASSWORD);
      logins.add(new Login((System.nanoTime() - begun) / 1e6, good));
    }
    return logins;
  }

  private static double percentile(double[] sorted, double part) {
    return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, sorted.length * part)];
  }
}
