/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;
import javax.persistence.TypedQuery;
import org.lumoauth.api.authn.CredentialUsers;
import org.lumoauth.api.event.OutboxEvents;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.oauth.clients.entity.ClientEntity;
import org.lumoauth.oauth.clients.entity.ClientEntityKey;
import org.lumoauth.oauth.clients.metadata.ClientMetadataJsonCodec;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.EpochMicrosConverter;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.RetiredIdTable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores registered clients. Every query includes the tenant. */
@Component(service = ClientStore.class)
public final class ClientStore {

  private static final Map<String, String> SORTS =
      Map.of("name", "c.name", "clientId", "c.clientId", "createdAt", "c.createdMicros");

  private static final long NANOS_PER_MICRO = 1_000;

  private static final int MAX_LOOK_ALIKES = 100;

  private static final String MATCHING =
      " from ClientEntity c where c.tenantId = :tenant"
          + " and (:search = '' or locate(:search, lower(c.name)) > 0)";

  /**
   * A client and the keyed hashes of its secrets.
   *
   * @param secretHash empty for a client without a secret
   * @param oldSecretHash of the previous secret, empty if it does not exist
   * @param oldSecretUntil the expiry of the previous secret
   * @param setBy the users who set its credentials
   */
  record StoredClient(
      RegisteredClient client,
      byte[] secretHash,
      byte[] oldSecretHash,
      Instant oldSecretUntil,
      CredentialUsers setBy) {
    @Override
    public String toString() {
      return "Stored[" + client.clientId() + "]";
    }
  }

  /**
   * An applied change.
   *
   * @param told the events to publish
   */
  record ClientChange(RegisteredClientSettings before, RegisteredClient after, OutboxEvents told) {}

  private final PersistenceUnit unit;
  private final RetiredIdTable gone = new RetiredIdTable("oac_client_gone", "client_id");

  @Activate
  public ClientStore(@Reference ClientPersistenceUnit unit) {
    this.unit = unit.get();
  }

  Optional<StoredClient> find(String tenantId, String clientId) {
    return unit.read(
        em ->
            Optional.ofNullable(
                    em.find(ClientEntity.class, new ClientEntityKey(tenantId, clientId)))
                .map(
                    row ->
                        new StoredClient(
                            client(row),
                            row.secretHash(),
                            row.oldSecretHash(),
                            EpochMicrosConverter.toInstant(row.oldSecretUntilMicros()),
                            row.setBy())));
  }

  Page<RegisteredClient> list(String tenantId, PageRequest page) {
    String order =
        page.sortBy()
            .map(name -> Optional.ofNullable(SORTS.get(name)).orElseThrow(ClientStore::unsortable))
            .orElse("c.clientId");
    String search = page.search().orElse("").toLowerCase(Locale.ROOT);
    String direction = page.descending() ? " desc" : " asc";
    return unit.read(
        em -> {
          long total =
              matching(em.createQuery("select count(c)" + MATCHING, Long.class), tenantId, search)
                  .getSingleResult();
          String ordered = " order by " + order + direction + ", c.clientId" + direction;
          List<RegisteredClient> items =
              matching(
                      em.createQuery("select c" + MATCHING + ordered, ClientEntity.class),
                      tenantId,
                      search)
                  .setFirstResult((int) Math.min(page.offset(), Integer.MAX_VALUE))
                  .setMaxResults(page.limit())
                  .getResultList()
                  .stream()
                  .map(ClientStore::client)
                  .toList();
          return new Page<>(items, total, page);
        });
  }

  /**
   * Returns the first client name with this skeleton: a client registered by an administrator has
   * precedence, then the oldest name.
   *
   * @param skeleton as computed by {@link org.lumoauth.platform.web.text.NameSkeletonReducer}
   */
  Optional<String> nameThatLooksLike(String tenantId, String skeleton) {
    return unit.read(
        em ->
            em
                .createQuery(
                    "select c from ClientEntity c where c.tenantId = :tenant"
                        + " and c.nameSkeleton = :skeleton order by c.namedMicros, c.clientId",
                    ClientEntity.class)
                .setParameter("tenant", tenantId)
                .setParameter("skeleton", ClientEntity.fitting(skeleton))
                .setMaxResults(MAX_LOOK_ALIKES)
                .getResultList()
                .stream()
                .map(ClientStore::settings)
                .min(
                    Comparator.comparing(
                        settings ->
                            Boolean.TRUE.equals(settings.metadata().get(Client.SELF_REGISTERED))))
                .map(RegisteredClientSettings::name));
  }

  /**
   * Adds a client.
   *
   * @param users the users who set its credentials
   * @throws DuplicateKeyException if a client has its id
   * @throws ApiException 409 {@code duplicate_resource} if a deleted client had it
   */
  RegisteredClient add(
      String tenantId,
      String clientId,
      RegisteredClientSettings settings,
      Optional<byte[]> secretHash,
      Collection<String> users) {
    return unit.write(
        em -> {
          long now = now();
          var row = new ClientEntity(tenantId, clientId, now);
          row.apply(settings, ClientMetadataJsonCodec.write(settings.metadata()), now);
          secretHash.ifPresent(hash -> row.secret(hash, now, now));
          if (secretHash.isPresent() || settings.usesKeys()) {
            row.setBy(CredentialUsers.NOBODY.addSetters(users));
          }
          em.persist(row);
          em.flush();
          if (gone.contains(em, tenantId, clientId)) {
            throw taken();
          }
          return client(row);
        });
  }

  /**
   * Changes a client.
   *
   * @param users the users who set its credentials, if these change
   * @param telling creates the events from the old and new settings
   * @return the change; empty if the client does not exist
   */
  Optional<ClientChange> change(
      String tenantId,
      String clientId,
      UnaryOperator<RegisteredClientSettings> change,
      Collection<String> users,
      BiFunction<RegisteredClientSettings, RegisteredClientSettings, OutboxEvents> telling) {
    return unit.write(
        em ->
            row(em, tenantId, clientId)
                .map(
                    row -> {
                      var before = settings(row);
                      var changed = change.apply(before);
                      row.apply(changed, ClientMetadataJsonCodec.write(changed.metadata()), now());
                      if (!changed.hasSameAuthentication(before)) {
                        row.setBy(
                            row.setBy().addSetters(users)); // its existing secret remains valid
                      }
                      var after = client(row);
                      var told = telling.apply(before, after.settings());
                      unit.announce(told);
                      return new ClientChange(before, after, told);
                    }));
  }

  /**
   * Sets a secret. The previous secret remains valid for the overlap. Returns whether the client
   * exists.
   */
  boolean setSecret(
      String tenantId, String clientId, byte[] hash, Duration overlap, Collection<String> users) {
    return unit.write(
        em -> {
          Optional<ClientEntity> row = row(em, tenantId, clientId);
          long now = now();
          row.ifPresent(
              found -> {
                found.secret(hash, now + overlap.toNanos() / NANOS_PER_MICRO, now);
                found.setBy(
                    settings(found).usesKeys()
                        ? found.setBy().addSetters(users)
                        : found.setBy().replaceSetters(users, Instant.now(), overlap));
              });
          return row.isPresent();
        });
  }

  /**
   * Deletes a client.
   *
   * @param told the events to publish
   * @return whether the client existed
   */
  boolean remove(String tenantId, String clientId, OutboxEvents told) {
    return unit.write(
        em -> {
          Optional<ClientEntity> row = row(em, tenantId, clientId);
          if (row.isPresent()) {
            em.remove(row.get());
            gone.add(em, tenantId, clientId);
            unit.announce(told);
          }
          return row.isPresent();
        });
  }

  /** Returns whether a client has this id, or had it and was deleted. */
  boolean wasEverAssigned(String tenantId, String clientId) {
    return unit.read(
        em ->
            em.find(ClientEntity.class, new ClientEntityKey(tenantId, clientId)) != null
                || gone.contains(em, tenantId, clientId));
  }

  private static <T> TypedQuery<T> matching(TypedQuery<T> query, String tenantId, String search) {
    return query.setParameter("tenant", tenantId).setParameter("search", search);
  }

  /** Locked, so that concurrent changes are applied one after the other. */
  private static Optional<ClientEntity> row(EntityManager em, String tenantId, String clientId) {
    return Optional.ofNullable(
        em.find(
            ClientEntity.class,
            new ClientEntityKey(tenantId, clientId),
            LockModeType.PESSIMISTIC_WRITE));
  }

  private static RegisteredClient client(ClientEntity row) {
    return new RegisteredClient(
        row.clientId(), settings(row), EpochMicrosConverter.toInstant(row.createdMicros()));
  }

  private static RegisteredClientSettings settings(ClientEntity row) {
    return row.settings(
        LegacyClientMetadataConverter.migrate(ClientMetadataJsonCodec.read(row.metadata())));
  }

  static ApiException taken() {
    return ApiException.duplicate(
        "This clientId is or was used by a client or an agent. Use a different one.");
  }

  private static ApiException unsortable() {
    return ApiException.invalid("sortBy", "sortBy must be name, clientId or createdAt.");
  }

  private static long now() {
    return EpochMicrosConverter.toMicros(Instant.now());
  }
}
