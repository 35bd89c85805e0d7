package org.lumoauth.platform.directory;

import java.util.List;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets the table of addresses right at the start. Servers that are replaced one by one share a
 * database: one of an earlier version makes, changes and deletes users without that table.
 */
final class AddressRepair {

  private static final Logger LOG = LoggerFactory.getLogger(AddressRepair.class);

  private final PersistenceUnit unit;

  AddressRepair(PersistenceUnit unit) {
    this.unit = unit;
  }

  private record Holder(String tenantId, String userId) {}

  /** Sets right what it can; what it can't, as where another server is at it, stays for later. */
  void run() {
    try {
      unit.run(
          em ->
              em.createNativeQuery(
                      "delete from directory_address where not exists (select 1 from"
                          + " directory_user u where u.tenant_id = directory_address.tenant_id"
                          + " and u.id = directory_address.user_id)")
                  .executeUpdate());
      unsettled().forEach(this::settle);
    } catch (RuntimeException e) { // it must not keep the directory from starting
      LOG.warn("The table of addresses could not be set right.", e);
    }
  }

  private List<Holder> unsettled() {
    return unit.read(
        em -> {
          List<?> rows =
              em.createNativeQuery(
                      "select u.tenant_id, u.id, u.email, a.folded from directory_user u"
                          + " left join directory_address a"
                          + " on a.tenant_id = u.tenant_id and a.user_id = u.id"
                          + " where a.folded is null or a.folded <> lower(u.email)"
                          + " order by u.created_at, u.id")
                  .getResultList();
          return rows.stream()
              .map(Object[].class::cast)
              .filter(row -> !FoldedAddresses.folded((String) row[2]).equals(row[3]))
              .map(row -> new Holder((String) row[0], (String) row[1]))
              .toList();
        });
  }

  private void settle(Holder holder) {
    unit.run(
        em ->
            Links.texts(
                    Links.statement(
                        em,
                        "select email from directory_user where tenant_id = ? and id = ?",
                        holder.tenantId(),
                        holder.userId()))
                .forEach(
                    email ->
                        FoldedAddresses.settle(em, holder.tenantId(), holder.userId(), email)));
  }
}
