/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.link;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.lumoauth.authn.federation.link.IdentityLinkService.UnlinkResult;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Stores links. Every statement is restricted to the tenant. An identity is linked to at most one
 * user.
 */
@Component(service = IdentityLinkStore.class)
public final class IdentityLinkStore {

  private static final String SELECT =
      "select link_id, user_id, provider, issuer, external_subject, email, provisioned, linked_us"
          + " from fed_link where tenant_id = ?";

  private static final String REMOVE =
      "delete from fed_link where tenant_id = ? and user_id = ? and link_id = ?";

  private static final String REMOVE_OF_PROVIDER =
      "delete from fed_link where tenant_id = ? and provider = ?";

  private final PersistenceUnit unit;

  @Activate
  public IdentityLinkStore(@Reference PersistenceUnit unit) {
    this.unit = unit;
  }

  /** Returns the id of an identity, computed from its exact bytes, for any length. */
  public static String id(String provider, String issuer, String subject) {
    try {
      // A provider's name has no line break, and an issuer is a URL.
      byte[] text = String.join("\n", provider, issuer, subject).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java platform does not support SHA-256", e);
    }
  }

  /** Returns the link with this id. */
  public Optional<IdentityLink> find(String tenantId, String id) {
    return unit.first(IdentityLinkStore::read, SELECT + " and link_id = ?", tenantId, id);
  }

  /** Returns the links of these users, the oldest first. */
  public List<IdentityLink> ofUsers(String tenantId, Collection<String> userIds) {
    if (userIds.isEmpty()) {
      return List.of();
    }
    List<Object> values = new ArrayList<>(List.of(tenantId));
    values.addAll(userIds);
    String marks = userIds.stream().map(id -> "?").collect(Collectors.joining(", "));
    return unit.list(
        IdentityLinkStore::read,
        SELECT + " and user_id in (" + marks + ") order by linked_us, link_id",
        values.toArray());
  }

  /**
   * Adds a link.
   *
   * @throws org.lumoauth.platform.persistence.DuplicateKeyException if the identity is already
   *     linked
   */
  public void add(String tenantId, IdentityLink link) {
    unit.update(
        "insert into fed_link (tenant_id, link_id, user_id, provider, issuer, external_subject,"
            + " email, provisioned, linked_us) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        tenantId,
        link.id(),
        link.userId(),
        link.provider(),
        link.issuer(),
        link.subject(),
        link.email().orElse(null),
        link.provisioned() ? 1 : 0,
        link.linkedAt());
  }

  /** Removes a link of a user. Returns whether it existed. */
  public boolean remove(String tenantId, String userId, String id) {
    return unit.update(REMOVE, tenantId, userId, id) == 1;
  }

  /**
   * Removes a link of a user if the remaining links are sufficient, in one transaction. Concurrent
   * removals for the same user wait.
   *
   * @param enough tests the remaining links
   * @return the result; the link may not exist, for example after a repeated request
   */
  public UnlinkResult remove(
      String tenantId, String userId, String id, Predicate<List<IdentityLink>> enough) {
    return unit.jdbc(
        connection -> {
          var links =
              SqlStatementRunner.list(
                  connection,
                  IdentityLinkStore::read,
                  SELECT + " and user_id = ? for update",
                  tenantId,
                  userId);
          var rest = links.stream().filter(link -> !link.id().equals(id)).toList();
          if (rest.size() == links.size()) {
            return UnlinkResult.NONE;
          }
          if (!enough.test(rest)) {
            return UnlinkResult.LAST;
          }
          SqlStatementRunner.update(connection, REMOVE, tenantId, userId, id);
          return UnlinkResult.DONE;
        });
  }

  /** Removes all links of a user and returns their number. */
  public int removeOfUser(String tenantId, String userId) {
    return unit.update(
        "delete from fed_link where tenant_id = ? and user_id = ?", tenantId, userId);
  }

  /** Returns whether any user is linked through a provider. */
  public boolean anyOfProvider(String tenantId, String provider) {
    return unit.count(
            "select count(*) from fed_link where tenant_id = ? and provider = ?",
            tenantId,
            provider)
        > 0;
  }

  /** Removes all links of a provider and returns their number. */
  public int removeOfProvider(String tenantId, String provider) {
    return unit.update(REMOVE_OF_PROVIDER, tenantId, provider);
  }

  /** Removes all links of a provider within a transaction. */
  public int removeOfProvider(Connection connection, String tenantId, String provider)
      throws SQLException {
    return SqlStatementRunner.update(connection, REMOVE_OF_PROVIDER, tenantId, provider);
  }

  private static IdentityLink read(ResultSet row) throws SQLException {
    return new IdentityLink(
        row.getString("link_id"),
        row.getString("user_id"),
        row.getString("provider"),
        row.getString("issuer"),
        row.getString("external_subject"),
        Optional.ofNullable(row.getString("email")),
        row.getInt("provisioned") == 1,
        SqlStatementRunner.instant(row, "linked_us"));
  }
}
