/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.lumoauth.api.authz.AuthorizationVote;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.authz.abac.condition.AttributeValueComparator;
import org.lumoauth.platform.cache.MeasuredCacheFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Keeps the last decision requests of each tenant in memory of this node, for dry runs of changed
 * policies. Values that look like a secret or are large are omitted; the caller and its credential
 * are not stored.
 */
@Component(service = RecentDecisionLog.class)
public final class RecentDecisionLog {

  /** Number of requests stored per tenant. */
  public static final int KEPT = 256;

  private static final int TENANTS = 1_000;
  private static final int MAX_MEMBERS = 32;
  private static final int MAX_TEXT = 512;
  private static final int MAX_DEPTH = 3;
  private static final List<String> SECRETS =
      List.of("password", "secret", "token", "authorization", "apikey", "api_key", "cookie", "otp");

  /**
   * A recorded decision request.
   *
   * @param at the time of the request
   * @param question the request, without the credential
   * @param outcome the vote of this model
   */
  public record RecordedQuestion(
      Instant at, DecisionRequest question, AuthorizationVote.VoteOutcome outcome) {}

  private static final class QuestionRingBuffer {
    private final AtomicLong next = new AtomicLong();
    private final AtomicReferenceArray<RecordedQuestion> places = new AtomicReferenceArray<>(KEPT);
  }

  private final InstantSource clock;
  private final Cache<String, QuestionRingBuffer> rings =
      MeasuredCacheFactory.build(
          "authz-abac.recent-decisions", Caffeine.newBuilder().maximumSize(TENANTS));

  @Activate
  public RecentDecisionLog(@Reference InstantSource clock) {
    this.clock = clock;
  }

  void remember(String tenantId, DecisionRequest question, AuthorizationVote.VoteOutcome outcome) {
    var ring = rings.get(tenantId, id -> new QuestionRingBuffer());
    int place = (int) (ring.next.getAndIncrement() % KEPT);
    ring.places.set(place, new RecordedQuestion(clock.instant(), kept(question), outcome));
  }

  /** Returns the last requests, the latest first. */
  public List<RecordedQuestion> of(String tenantId) {
    var ring = rings.getIfPresent(tenantId);
    if (ring == null) {
      return List.of();
    }
    var found = new ArrayList<RecordedQuestion>();
    long next = ring.next.get();
    for (long i = next - 1; i >= 0 && i >= next - KEPT; i--) {
      var asked = ring.places.get((int) (i % KEPT));
      if (asked != null) {
        found.add(asked);
      }
    }
    return found;
  }

  /** Removes the requests of a tenant. */
  public void invalidate(String tenantId) {
    rings.invalidate(tenantId);
  }

  private static DecisionRequest kept(DecisionRequest question) {
    return new DecisionRequest(
        question.subject(),
        List.of(),
        shortened(question.action()),
        question.resource().map(RecentDecisionLog::kept),
        kept(question.context(), MAX_DEPTH),
        Optional.empty());
  }

  private static Resource kept(Resource resource) {
    return new Resource(
        shortened(resource.type()),
        resource.id() == null ? null : shortened(resource.id()),
        kept(resource.attributes(), MAX_DEPTH));
  }

  private static Map<String, Object> kept(Map<?, ?> members, int depth) {
    if (members.isEmpty()) {
      return Map.of();
    }
    Map<String, Object> kept = new HashMap<>();
    for (var member : members.entrySet()) {
      var name = String.valueOf(member.getKey());
      if (kept.size() < MAX_MEMBERS && name.length() <= MAX_TEXT && !isSecret(name)) {
        keptValue(member.getValue(), depth).ifPresent(value -> kept.put(name, value));
      }
    }
    return kept;
  }

  private static Optional<Object> keptValue(Object value, int depth) {
    if (value instanceof Map<?, ?> map) {
      return depth > 1 ? Optional.of(kept(map, depth - 1)) : Optional.empty();
    }
    if (value instanceof List<?> list) {
      return list.size() <= MAX_MEMBERS && list.stream().allMatch(RecentDecisionLog::isSmall)
          ? Optional.of(List.copyOf(list))
          : Optional.empty();
    }
    return isSmall(value) ? Optional.of(value) : Optional.empty();
  }

  private static boolean isSmall(Object value) {
    return AttributeValueComparator.isScalar(value)
        && !(value instanceof String text && text.length() > MAX_TEXT);
  }

  private static boolean isSecret(String name) {
    var lower = name.toLowerCase(Locale.ROOT).replace("-", "_");
    return SECRETS.stream().anyMatch(lower::contains);
  }

  private static String shortened(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
  }
}
