/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.benchmarks.oauth;

import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** Creates many users without a password in one tenant through its API, and prints the rate. */
public final class Users {
  private static final int CALLERS = 8;

  private Users() {}

  public static void main(String[] arguments) throws Exception {
    var api = new Api(arguments[0], "Bearer " + arguments[1]);
    int first = Integer.parseInt(arguments[2]);
    int count = Integer.parseInt(arguments[3]);
    long begun = System.nanoTime();
    var pool = Executors.newFixedThreadPool(CALLERS);
    var work = new ArrayList<Callable<Void>>();
    for (int caller = 0; caller < CALLERS; caller++) {
      int offset = caller;
      work.add(
          () -> {
            for (int i = first + offset; i < first + count; i += CALLERS) {
              api.post("/admin/users", Map.of("email", "many" + i + "@example.com"));
            }
            return null;
          });
    }
    for (var done : pool.invokeAll(work)) {
      done.get();
    }
    pool.shutdown();
    System.out.printf(
        "users %d more, %.0f/s%n", count, count / ((System.nanoTime() - begun) / 1e9));
  }
}
