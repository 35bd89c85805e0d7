/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.stream;

import java.time.Instant;
import java.util.List;
import org.lumoauth.agents.ssf.event.SecurityEventTypes;
import org.lumoauth.api.directory.SubjectRef;

/**
 * An event stream of a receiver.
 *
 * @param tenantId the tenant that its subjects belong to
 * @param id {@code str_} and a ULID
 * @param owner the owner: a client, an agent or an API key
 * @param audience {@code aud} of its tokens: the id of the client or key
 * @param delivery the delivery method
 * @param requested the event types that the receiver requested
 * @param description for people; may be empty
 * @param status the status
 * @param reason the reason of the status; may be empty
 * @param everybody true if all subjects are included except removed subjects, false if only added
 *     subjects are included
 * @param from the chain position; earlier records are not sent
 * @param createdAt the creation time
 * @param verifiedAt the time of the last verification request
 * @param version changes with each change
 */
public record EventStream(
    String tenantId,
    String id,
    SubjectRef owner,
    String audience,
    StreamDeliveryMethod delivery,
    List<String> requested,
    String description,
    StreamStatus status,
    String reason,
    boolean everybody,
    long from,
    Instant createdAt,
    Instant verifiedAt,
    long version) {
  public EventStream {
    requested = List.copyOf(requested);
  }

  /** Returns the event types that are delivered. */
  public List<String> deliveredTypes() {
    return SecurityEventTypes.SUPPORTED.stream().filter(requested::contains).toList();
  }

  /** Returns a copy with another configuration. */
  public EventStream withConfiguration(StreamDeliveryMethod how, List<String> what, String text) {
    return new EventStream(
        tenantId,
        id,
        owner,
        audience,
        how,
        what,
        text,
        status,
        reason,
        everybody,
        from,
        createdAt,
        verifiedAt,
        version);
  }

  /**
   * Returns a copy with another status.
   *
   * @param place the chain position; earlier records are not sent
   */
  public EventStream withStatus(StreamStatus now, String why, long place) {
    return new EventStream(
        tenantId,
        id,
        owner,
        audience,
        delivery,
        requested,
        description,
        now,
        why,
        everybody,
        place,
        createdAt,
        verifiedAt,
        version);
  }
}
