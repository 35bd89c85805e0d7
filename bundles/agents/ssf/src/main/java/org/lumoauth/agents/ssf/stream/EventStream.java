package org.lumoauth.agents.ssf.stream;

import java.time.Instant;
import java.util.List;
import org.lumoauth.agents.ssf.event.SecurityEventTypes;
import org.lumoauth.api.directory.SubjectRef;

/**
 * A receiver's stream of events.
 *
 * @param tenantId of whose subjects it hears
 * @param id {@code str_} and a ULID
 * @param owner whose it is: a client, an agent or an API key
 * @param audience {@code aud} of its tokens: the client's id, or the key's
 * @param delivery how events reach the receiver
 * @param requested the types of events that the receiver asked for
 * @param description for people; may be empty
 * @param status what becomes of events
 * @param reason why it has that status; may be empty
 * @param everybody whether everybody is a subject who was not removed, or only who was added
 * @param from what was recorded up to this place is not told
 * @param createdAt when it was made
 * @param verifiedAt when a verification was last asked for
 * @param version changes with each change
 */
public record EventStream(
    String tenantId,
    String id,
    SubjectRef owner,
    String audience,
    StreamDelivery delivery,
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

  /** The types of events that it hears of. */
  public List<String> deliveredTypes() {
    return SecurityEventTypes.SUPPORTED.stream().filter(requested::contains).toList();
  }

  /** The same with another configuration. */
  public EventStream withConfiguration(StreamDelivery how, List<String> what, String text) {
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
   * The same in another status.
   *
   * @param place what was recorded up to this place is not told
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
