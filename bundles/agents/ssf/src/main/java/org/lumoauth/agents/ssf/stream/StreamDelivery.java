package org.lumoauth.agents.ssf.stream;

import java.util.Objects;
import java.util.Optional;

/**
 * How events reach the receiver.
 *
 * @param method {@link #PUSH} or {@link #POLL}
 * @param endpointUrl where they are pushed to; empty where they are polled
 * @param authorization the {@code Authorization} header of pushes
 */
public record StreamDelivery(
    String method, Optional<String> endpointUrl, Optional<String> authorization) {

  /** RFC 8935. */
  public static final String PUSH = "urn:ietf:rfc:8935";

  /** RFC 8936. */
  public static final String POLL = "urn:ietf:rfc:8936";

  /** Events wait until the receiver asks. */
  public static final StreamDelivery POLLED =
      new StreamDelivery(POLL, Optional.empty(), Optional.empty());

  public StreamDelivery {
    Objects.requireNonNull(method, "method");
  }

  /** Whether they are pushed. */
  public boolean pushed() {
    return method.equals(PUSH);
  }

  @Override
  public String toString() {
    return "Delivery[" + method + "]";
  }
}
