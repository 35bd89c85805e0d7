/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.suspension;

import java.util.List;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores participants with tasks to end, until the tasks have ended, across restarts. */
@Component(service = ParticipantTaskTerminationStore.class)
public final class ParticipantTaskTerminationStore {

  private final PersistenceUnit unit;
  private final IdGenerator identifiers;

  @Activate
  public ParticipantTaskTerminationStore(
      @Reference PersistenceUnit unit, @Reference IdGenerator identifiers) {
    this.unit = unit;
    this.identifiers = identifiers;
  }

  /**
   * Stores an event. If the participant already has an entry for this type of event, the entry gets
   * a new id.
   */
  void save(DomainEvent event) {
    String id = identifiers.next("stop_");
    if (renew(event, id)) {
      return;
    }
    try {
      unit.update(
          "insert into jit_stop (tenant_id, cause, of_id, stop_id) values (?, ?, ?, ?)",
          event.tenantId(),
          event.type(),
          event.id(),
          id);
    } catch (DuplicateKeyException e) {
      renew(event, id); // another node stored the event first
    }
  }

  /**
   * Returns the entries of all tenants, oldest first.
   *
   * @param after the id of the last entry that was read; empty for the first page
   */
  List<ParticipantTaskTermination> findAfter(String after, int limit) {
    return unit.list(
        row ->
            new ParticipantTaskTermination(
                row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
        "select stop_id, tenant_id, cause, of_id from jit_stop where stop_id > ?"
            + " order by stop_id limit "
            + limit,
        after);
  }

  /**
   * Removes a processed entry. If the event was repeated during processing, the entry has a new id
   * and is not removed.
   */
  void remove(ParticipantTaskTermination stop) {
    unit.update(
        "delete from jit_stop where tenant_id = ? and cause = ? and of_id = ? and stop_id = ?",
        stop.tenantId(),
        stop.cause(),
        stop.of(),
        stop.id());
  }

  private boolean renew(DomainEvent event, String id) {
    return unit.update(
            "update jit_stop set stop_id = ? where tenant_id = ? and cause = ? and of_id = ?",
            id,
            event.tenantId(),
            event.type(),
            event.id())
        == 1;
  }
}
