/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.limit;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import org.lumoauth.api.web.ApiException;

/** Admits exports: one at a time for each owner, and a limited number on this server. */
public final class ExportLimiter {
  private static final String RETRY_SECONDS = "5";

  private final Set<String> running = new HashSet<>();
  private final IntSupplier limit;

  /**
   * @param limit returns the current maximum number of exports on this server
   */
  public ExportLimiter(IntSupplier limit) {
    this.limit = limit;
  }

  /**
   * Admits an export, which ends with {@link #release}.
   *
   * @param owner the tenant that owns the exported data
   * @throws ApiException 429 {@code rate_limit_exceeded} if an export of this owner is running, 503
   *     {@code temporarily_unavailable} if the server already runs the maximum number of exports
   */
  public synchronized void admit(String owner) {
    if (running.contains(owner)) {
      throw refused(
          429,
          "rate_limit_exceeded",
          "Another export of this tenant is running. Wait until it ends, then send "
              + "the request again.");
    }
    if (running.size() >= limit.getAsInt()) {
      throw refused(
          503,
          "temporarily_unavailable",
          "The server is running the maximum number of exports. Send the request "
              + "again later.");
    }
    running.add(owner);
  }

  /** Marks the export of an owner as ended. */
  public synchronized void release(String owner) {
    running.remove(owner);
  }

  private static ApiException refused(int status, String code, String message) {
    return new ApiException(status, code, message, Map.of(), Map.of("Retry-After", RETRY_SECONDS));
  }
}
