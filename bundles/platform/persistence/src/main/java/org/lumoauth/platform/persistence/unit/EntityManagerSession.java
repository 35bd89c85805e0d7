/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.unit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import javax.persistence.EntityManager;
import org.apache.openjpa.persistence.OpenJPAPersistence;

/** An entity manager for one unit of work, with a transaction if it writes. */
final class EntityManagerSession {
  private final EntityManager entities;
  private final boolean writes;

  private EntityManagerSession(EntityManager entities, boolean writes) {
    this.entities = entities;
    this.writes = writes;
  }

  static EntityManagerSession forReading(EntityManager entities) {
    return new EntityManagerSession(entities, false);
  }

  static EntityManagerSession forWriting(EntityManager entities) {
    return new EntityManagerSession(entities, true);
  }

  EntityManager entities() {
    return entities;
  }

  boolean isWriting() {
    return writes;
  }

  /** Runs the outermost work. Commits if it returns and rolls back if it throws. */
  <T> T run(Function<EntityManager, T> work) {
    try {
      if (!writes) {
        return work.apply(entities);
      }
      entities.getTransaction().begin();
      T result = work.apply(entities);
      entities.getTransaction().commit();
      return result;
    } finally {
      end();
    }
  }

  /** Runs nested work. An exception rolls back the whole transaction, even if it is caught. */
  <T> T join(Function<EntityManager, T> work) {
    try {
      return work.apply(entities);
    } catch (RuntimeException | Error e) {
      entities.getTransaction().setRollbackOnly();
      throw e;
    }
  }

  /** Statements on a connection. */
  interface ConnectionAction {
    void execute(Connection connection) throws SQLException;
  }

  /** Runs statements in the open transaction. */
  void sql(ConnectionAction statements) throws SQLException {
    var openJpa = OpenJPAPersistence.cast(entities);
    openJpa
        .beginStore(); // otherwise the store transaction begins at the end, on another connection
    try (var connection = (Connection) openJpa.getConnection()) {
      statements.execute(connection);
    }
  }

  private void end() {
    try {
      if (entities.getTransaction().isActive()) {
        entities.getTransaction().rollback();
      }
    } finally {
      entities.close();
    }
  }
}
