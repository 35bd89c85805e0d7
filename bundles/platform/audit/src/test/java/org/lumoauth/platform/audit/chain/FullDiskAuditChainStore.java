/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.chain;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.lumoauth.platform.persistence.PersistenceUnit;

/** Refuses records as a database on a full disk does. */
final class FullDiskAuditChainStore extends AuditChainStore {

  FullDiskAuditChainStore(PersistenceUnit tables) {
    super(tables);
  }

  ChainedAuditLog log() {
    return new ChainedAuditLog(this, AuditLogFixture.identifiers(new AtomicLong(6_000_000)));
  }

  @Override
  void append(Connection connection, List<AuditChainRow> rows) throws SQLException {
    throw new SQLException("the disk is full", "53100");
  }
}
