package org.lumoauth.platform.web.limit;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import org.lumoauth.api.web.ApiException;

/** Admits exports: one at a time of an owner, and a bounded number on this server. */
public final class ExportLimiter {
  private static final String RETRY_SECONDS = "5";

  private final Set<String> running = new HashSet<>();
  private final IntSupplier limit;

  /**
   * @param limit the largest number of exports on this server now
   */
  public ExportLimiter(IntSupplier limit) {
    this.limit = limit;
  }

  /**
   * Admits an export, which ends with {@link #release}.
   *
   * @param owner the tenant whose data is exported
   * @throws ApiException 429 {@code rate_limit_exceeded} if an export of this owner is running, 503
   *     {@code temporarily_unavailable} if the server runs as many exports as it may
   */
  public synchronized void admit(String owner) {
    if (running.contains(owner)) {
      throw refused(
          429,
          "rate_limit_exceeded",
          "An export of this tenant is running. Wait until it ends, then send the request again.");
    }
    if (running.size() >= limit.getAsInt()) {
      throw refused(
          503,
          "temporarily_unavailable",
          "The server is running as many exports as it may. Send the request again later.");
    }
    running.add(owner);
  }

  /** Ends the export of an owner. */
  public synchronized void release(String owner) {
    running.remove(owner);
  }

  private static ApiException refused(int status, String code, String message) {
    return new ApiException(status, code, message, Map.of(), Map.of("Retry-After", RETRY_SECONDS));
  }
}
