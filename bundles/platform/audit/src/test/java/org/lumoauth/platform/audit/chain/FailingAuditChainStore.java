/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.chain;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.lumoauth.platform.persistence.PersistenceUnit;

/** Fails once, after the records are inserted and before they are committed. */
final class FailingAuditChainStore extends AuditChainStore {
  private final AtomicBoolean failed = new AtomicBoolean();

  FailingAuditChainStore(PersistenceUnit tables) {
    super(tables);
  }

  ChainedAuditLog log() {
    return new ChainedAuditLog(this, AuditLogFixture.identifiers(new AtomicLong(5_000_000)));
  }

  @Override
  void append(Connection connection, List<AuditChainRow> rows) throws SQLException {
    super.append(connection, rows);
    if (failed.compareAndSet(false, true)) {
      throw new SQLException("the power went");
    }
  }
}
