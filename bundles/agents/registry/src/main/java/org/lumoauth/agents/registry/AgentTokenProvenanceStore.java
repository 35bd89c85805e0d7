package org.lumoauth.agents.registry;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumoauth.api.directory.SubjectDirectory;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.platform.cache.MeasuredCache;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps who had a token made for an agent, for as long as the token lives. */
@Component(service = AgentTokenProvenanceStore.class)
public final class AgentTokenProvenanceStore {

  private static final String KIND = "agent-minted-token";
  private static final int REMEMBERED = 20_000;
  private static final Duration LONGEST = Duration.ofHours(1);

  /** For as long it is believed that nobody had it made: a node of the database may lag behind. */
  private static final Duration NOBODY = Duration.ofSeconds(5);

  private final ShortLivedRecordStore store;
  private final AgentTokenHolderStore held;
  private final SubjectDirectory subjects;

  /** Who had it made never changes. */
  private final Cache<ProvenanceTokenKey, List<String>> remembered;

  @Activate
  public AgentTokenProvenanceStore(
      @Reference ShortLivedRecordStore store,
      @Reference AgentTokenHolderStore held,
      @Reference SubjectDirectory subjects) {
    this(store, held, subjects, Ticker.systemTicker());
  }

  AgentTokenProvenanceStore(
      ShortLivedRecordStore store,
      AgentTokenHolderStore held,
      SubjectDirectory subjects,
      Ticker ticker) {
    this.store = store;
    this.held = held;
    this.subjects = subjects;
    this.remembered =
        MeasuredCache.build(
            "agents-registry.tokens",
            Caffeine.newBuilder()
                .executor(Runnable::run)
                .maximumSize(REMEMBERED)
                .expireAfter(
                    Expiry.<ProvenanceTokenKey, List<String>>writing((key, users) -> kept(users)))
                .ticker(ticker));
  }

  private static Duration kept(List<String> users) {
    return users.isEmpty() ? NOBODY : LONGEST;
  }

  private record ProvenanceTokenKey(String tenantId, String tokenId) {}

  /**
   * What is kept of a token.
   *
   * @param users the ids of the people who had it made
   */
  record TokenProvenanceRecord(List<String> users) {}

  /**
   * Keeps it.
   *
   * @param users the ids of those who get to know it, of {@link
   *     CredentialProvenanceService#resolveSetters}
   */
  void recordUsers(TenantContext tenant, IssuedToken token, Set<String> users) {
    if (!users.isEmpty()) { // an administrator's key approves nothing
      Stream.concat(Stream.of(token.subject()), token.actors().stream())
          .filter(party -> party.type().equals(SubjectRef.AGENT))
          .forEach(agent -> held.recordHolders(tenant.id(), agent.id(), users, token.expiresAt()));
      store.add(
          tenant,
          KIND,
          token.id(),
          new TokenProvenanceRecord(List.copyOf(users)),
          token.expiresAt());
    }
  }

  /** Keeps it of a token that was made from these, by their ids: it is made by their holders. */
  void recordDerived(TenantContext tenant, IssuedToken token, Set<String> from) {
    recordUsers(
        tenant,
        token,
        from.stream().flatMap(id -> findUsers(tenant, id)).collect(Collectors.toUnmodifiableSet()));
  }

  /** The ids of the people who had a token made, whether they may act now or not. */
  Stream<String> findUsers(TenantContext tenant, String tokenId) {
    var key = new ProvenanceTokenKey(tenant.id(), tokenId);
    List<String> users = remembered.getIfPresent(key);
    if (users == null) { // with each exchange of the token, and nearly always nobody
      users =
          store
              .find(tenant, KIND, tokenId, TokenProvenanceRecord.class)
              .map(ShortLivedRecordStore.ShortLivedRecord::value)
              .map(TokenProvenanceRecord::users)
              .orElse(List.of());
      remembered.put(key, users);
    }
    return users.stream();
  }

  /**
   * Those of them who may act now. Others approve nothing anyway; and what is asked in the name of
   * somebody who was stopped is withdrawn, which the agent would be that goes on with its token.
   */
  Set<SubjectRef> findActiveUsers(TenantContext tenant, String tokenId) {
    return enabled(tenant, findUsers(tenant, tokenId));
  }

  /** Those who hold a token of an agent that lives. */
  Set<SubjectRef> findHoldersByAgent(TenantContext tenant, String agentId) {
    return enabled(tenant, held.findHolders(tenant.id(), agentId, Instant.now()).stream());
  }

  private Set<SubjectRef> enabled(TenantContext tenant, Stream<String> ids) {
    return ids.map(id -> new SubjectRef(SubjectRef.USER, id))
        .filter(who -> subjects.status(tenant, who) == SubjectStatus.ENABLED)
        .collect(Collectors.toUnmodifiableSet());
  }
}
