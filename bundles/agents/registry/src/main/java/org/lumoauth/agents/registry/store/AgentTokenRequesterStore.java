/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.store;

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
import org.lumoauth.platform.cache.MeasuredCacheFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores, for each token of an agent, the users who had it issued. */
@Component(service = AgentTokenRequesterStore.class)
public final class AgentTokenRequesterStore {

  private static final String KIND = "agent-minted-token";
  private static final int REMEMBERED = 20_000;
  private static final Duration LONGEST = Duration.ofHours(1);

  /** How long a negative result is cached; kept short because a database replica may lag. */
  private static final Duration NOBODY = Duration.ofSeconds(5);

  private final ShortLivedRecordStore store;
  private final AgentTokenHolderStore held;
  private final SubjectDirectory subjects;

  /** The users of a token never change. */
  private final Cache<TokenRequesterKey, List<String>> remembered;

  @Activate
  public AgentTokenRequesterStore(
      @Reference ShortLivedRecordStore store,
      @Reference AgentTokenHolderStore held,
      @Reference SubjectDirectory subjects) {
    this(store, held, subjects, Ticker.systemTicker());
  }

  AgentTokenRequesterStore(
      ShortLivedRecordStore store,
      AgentTokenHolderStore held,
      SubjectDirectory subjects,
      Ticker ticker) {
    this.store = store;
    this.held = held;
    this.subjects = subjects;
    this.remembered =
        MeasuredCacheFactory.build(
            "agents-registry.tokens",
            Caffeine.newBuilder()
                .executor(Runnable::run)
                .maximumSize(REMEMBERED)
                .expireAfter(
                    Expiry.<TokenRequesterKey, List<String>>writing((key, users) -> kept(users)))
                .ticker(ticker));
  }

  private static Duration kept(List<String> users) {
    return users.isEmpty() ? NOBODY : LONGEST;
  }

  private record TokenRequesterKey(String tenantId, String tokenId) {}

  /**
   * The stored provenance of a token.
   *
   * @param users the ids of the users that had it issued
   */
  record TokenRequesterRecord(List<String> users) {}

  /**
   * Records the users that had a token issued.
   *
   * @param users the ids of the users that learn the token, from {@link
   *     CredentialUsersService#resolveSetters}
   */
  public void recordUsers(TenantContext tenant, IssuedToken token, Set<String> users) {
    if (!users.isEmpty()) { // an administrator's API key cannot approve requests
      Stream.concat(Stream.of(token.subject()), token.actors().stream())
          .filter(party -> party.type().equals(SubjectRef.AGENT))
          .forEach(agent -> held.recordHolders(tenant.id(), agent.id(), users, token.expiresAt()));
      store.add(
          tenant,
          KIND,
          token.id(),
          new TokenRequesterRecord(List.copyOf(users)),
          token.expiresAt());
    }
  }

  /**
   * Records a token that was derived from other tokens, given by their ids. Users that can use one
   * of those tokens also count as users of the new token.
   */
  public void recordDerived(TenantContext tenant, IssuedToken token, Set<String> from) {
    recordUsers(
        tenant,
        token,
        from.stream().flatMap(id -> findUsers(tenant, id)).collect(Collectors.toUnmodifiableSet()));
  }

  /** Returns the ids of the users that had a token issued, active or not. */
  public Stream<String> findUsers(TenantContext tenant, String tokenId) {
    var key = new TokenRequesterKey(tenant.id(), tokenId);
    List<String> users = remembered.getIfPresent(key);
    if (users == null) { // read for each exchange of the token, and almost always empty
      users =
          store
              .find(tenant, KIND, tokenId, TokenRequesterRecord.class)
              .map(ShortLivedRecordStore.ShortLivedRecord::value)
              .map(TokenRequesterRecord::users)
              .orElse(List.of());
      remembered.put(key, users);
    }
    return users.stream();
  }

  /**
   * Returns the active users among them. Inactive users cannot approve anything. Requests of a
   * disabled user are withdrawn, and including the user would also withdraw those of an agent that
   * still uses its token.
   */
  public Set<SubjectRef> findActiveUsers(TenantContext tenant, String tokenId) {
    return enabled(tenant, findUsers(tenant, tokenId));
  }

  /** Returns the users that hold an unexpired token of an agent. */
  public Set<SubjectRef> findHoldersByAgent(TenantContext tenant, String agentId) {
    return enabled(tenant, held.findHolders(tenant.id(), agentId, Instant.now()).stream());
  }

  private Set<SubjectRef> enabled(TenantContext tenant, Stream<String> ids) {
    return ids.map(id -> new SubjectRef(SubjectRef.USER, id))
        .filter(who -> subjects.status(tenant, who) == SubjectStatus.ENABLED)
        .collect(Collectors.toUnmodifiableSet());
  }
}
