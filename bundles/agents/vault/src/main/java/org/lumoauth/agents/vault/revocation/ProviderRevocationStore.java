/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.revocation;

import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.lumoauth.agents.vault.VaultTransactionRunner;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.platform.persistence.JsonColumnConverter;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores pending revocations, encrypted. */
@Component(service = ProviderRevocationStore.class)
public final class ProviderRevocationStore {

  private static final JsonColumnConverter<Map<String, String>> CONTENT =
      JsonColumnConverter.of("vault_revocation", new TypeReference<>() {});
  private static final String ONE = " where tenant_id = ? and revocation_id = ?";

  /**
   * A pending revocation.
   *
   * @param next when it is due, as read; the node that changes this value has claimed it
   */
  record PendingProviderRevocation(
      String tenantId,
      String id,
      String connectionId,
      byte[] sealed,
      int attempts,
      long next,
      Instant createdAt) {}

  private final VaultTransactionRunner unit;
  private final SecretProtectionService vault;

  @Activate
  public ProviderRevocationStore(
      @Reference VaultTransactionRunner unit, @Reference SecretProtectionService vault) {
    this.unit = unit;
    this.vault = vault;
  }

  void add(
      String tenantId, String id, String connectionId, Map<String, String> content, Instant now) {
    unit.update(
        "insert into vault_revocation (tenant_id, revocation_id, connection_id, sealed, attempts,"
            + " next_us, created_us) values (?, ?, ?, ?, 0, ?, ?)",
        tenantId,
        id,
        connectionId,
        vault.encrypt(tenantId, context(id), CONTENT.writeBytes(content)),
        now,
        now);
  }

  /** Returns the due revocations of all tenants. */
  List<PendingProviderRevocation> findDue(Instant now, int limit) {
    return unit.query(
        row ->
            new PendingProviderRevocation(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getBytes(4),
                row.getInt(5),
                row.getLong(6),
                SqlStatementRunner.instant(row, "created_us")),
        "select tenant_id, revocation_id, connection_id, sealed, attempts, next_us, created_us"
            + " from vault_revocation where next_us <= ? order by next_us limit "
            + limit,
        now);
  }

  Map<String, String> content(PendingProviderRevocation waiting) {
    return CONTENT.read(
        vault.decrypt(waiting.tenantId(), context(waiting.id()), waiting.sealed()), waiting.id());
  }

  /** Claims a revocation until the given time; of several nodes exactly one gets true. */
  boolean claim(PendingProviderRevocation waiting, Instant until) {
    return unit.update(
            "update vault_revocation set attempts = attempts + 1, next_us = ?"
                + ONE
                + " and next_us = ?",
            until,
            waiting.tenantId(),
            waiting.id(),
            waiting.next())
        == 1;
  }

  void remove(PendingProviderRevocation waiting) {
    unit.update("delete from vault_revocation" + ONE, waiting.tenantId(), waiting.id());
  }

  private static String context(String id) {
    return "vault-revocation/" + id;
  }
}
