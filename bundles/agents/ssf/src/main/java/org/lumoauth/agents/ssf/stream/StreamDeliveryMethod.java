/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.stream;

import java.util.Objects;
import java.util.Optional;

/**
 * The delivery method of a stream.
 *
 * @param method {@link #PUSH} or {@link #POLL}
 * @param endpointUrl the push endpoint; empty for poll
 * @param authorization the {@code Authorization} header of pushes
 */
public record StreamDeliveryMethod(
    String method, Optional<String> endpointUrl, Optional<String> authorization) {

  /** Push delivery (RFC 8935). */
  public static final String PUSH = "urn:ietf:rfc:8935";

  /** Poll delivery (RFC 8936). */
  public static final String POLL = "urn:ietf:rfc:8936";

  /** Events are queued until the receiver polls. */
  public static final StreamDeliveryMethod POLLED =
      new StreamDeliveryMethod(POLL, Optional.empty(), Optional.empty());

  public StreamDeliveryMethod {
    Objects.requireNonNull(method, "method");
  }

  /** Returns whether events are pushed. */
  public boolean pushed() {
    return method.equals(PUSH);
  }

  @Override
  public String toString() {
    return "Delivery[" + method + "]";
  }
}
